"""German vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="de",
    phrases={
        Cue.CONSENT: phrases(
            """cookies | cookie | diese seite verwendet cookies
            | cookie-einstellungen | cookie-richtlinie | cookies akzeptieren | alle akzeptieren
            | alle ablehnen | alles akzeptieren | nur notwendige | notwendige cookies | funktionale cookies
            | akzeptieren | ablehnen | zustimmen | zustimmung | einwilligung | einwilligen | ihre einwilligung
            | einwilligung widerrufen | jederzeit widerrufen | datenschutz | datenschutzerklärung
            | datenschutzhinweise | datenschutzeinstellungen | privatsphäre | ihre privatsphäre
            | privatsphäre-einstellungen | personenbezogene daten | personenbezogener daten
            | berechtigtes interesse | unsere partner | wir und unsere partner | drittanbieter | auf ihrem gerät
            | endgerät | nutzungserlebnis | nutzererlebnis | personalisierte anzeigen | personalisierte werbung
            | ihre daten | einstellungen speichern | auswahl speichern | auswahl bestätigen
            | einstellungen verwalten | tracking | analysezwecke | verwenden cookies | verwendet cookies
            | nutzen cookies | nutzt cookies | dsgvo | immer aktiv | mit werbung weiterlesen | werbefrei
            | pur-abo | zwecke | unbedingt erforderlich"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """kommentare | kommentar | kommentar schreiben | kommentar verfassen | kommentar hinterlassen
            | kommentar abgeben | schreiben sie einen kommentar | schreibe einen kommentar | leserkommentare
            | leserbriefe | leserbrief schreiben | diskussion | diskutieren sie mit | jetzt mitdiskutieren
            | mitreden | ihre meinung | alle kommentare | kommentare anzeigen | kommentare lesen
            | antwort hinterlassen | hinterlasse eine antwort | keine kommentare | beiträge | forum | debatte
            | neueste zuerst | älteste zuerst | die kommentarfunktion ist geschlossen | netiquette | gedanken zu"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """antworten | antwort | sagt | sagt: | schrieb | schrieb: | schreibt | melden | kommentar melden
            | missbrauch melden | beitrag melden | gefällt mir | gefällt mir nicht | zitieren | permalink
            | stunden | vor stunden | vor minuten | vor tagen | uhr | gast | mitglied seit | empfehlen
            | bewerten"""
        ),
        Cue.FORM: phrases(
            """ihre e-mail-adresse | deine e-mail-adresse wird nicht veröffentlicht | e-mail-adresse | e-mail
            | name | erforderliche felder | pflichtfelder | pflichtfeld | passwort | passwort vergessen
            | anmelden | einloggen | abmelden | registrieren | jetzt registrieren | benutzername | absenden
            | senden | abbrechen | betreff | nachricht | webseite | website | angemeldet bleiben | mein konto
            | konto erstellen | sie müssen angemeldet | zeichen übrig | vorname | nachname | sicherheitscode"""
        ),
        Cue.SHARING: phrases(
            """teilen | artikel teilen | beitrag teilen | auf facebook teilen | auf twitter teilen | per mail
            | per e-mail | versenden | weiterempfehlen | artikel empfehlen | drucken | ausdrucken
            | artikel drucken | druckversion | merken | merkliste | auf die merkliste | link kopieren
            | folgen sie uns | folgen | facebook | twitter | whatsapp | xing | telegram | schriftgröße
            | artikel anhören | vorlesen | artikel merken | speichern | artikel verschenken | verschenken
            | mailen | twittern"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """gefällt ihnen dieser artikel | hat ihnen der artikel gefallen
            | newsletter | newsletter abonnieren | jetzt abonnieren | abonnieren | abo | abonnement | abonnenten
            | jetzt anmelden | jetzt testen | kostenlos testen | probeabo | digitalabo | jetzt weiterlesen
            | weiterlesen mit | artikel freischalten | lesen sie weiter mit | exklusiv für abonnenten | spenden
            | unterstützen sie uns | jetzt spenden | mitglied werden | push-nachrichten | app herunterladen
            | täglich in ihr postfach | ins postfach | kostenlos abonnieren | bereits abonnent | zugang
            | monatlich kündbar"""
        ),
        Cue.RELATED: phrases(
            """lesen sie auch | lesen sie hier | lesen sie mehr | mehr lesen | mehr dazu | mehr zum thema
            | zum thema | auch interessant | das könnte sie auch interessieren | das könnte ihnen auch gefallen
            | ähnliche artikel | ähnliche beiträge | verwandte artikel | verwandte themen | weitere artikel
            | weitere meldungen | weitere nachrichten | weitere themen | mehr aus | mehr von | mehr über
            | meistgelesen | am meisten gelesen | meistgelesene artikel | meistkommentiert | beliebt
            | top-themen | topthemen | aktuelle artikel | aktuelles | neueste artikel | neueste beiträge
            | neuste beiträge | letzte beiträge | empfehlungen | empfohlen | unsere empfehlungen | siehe auch
            | hintergrund | nächster artikel | vorheriger artikel | nächster beitrag | vorheriger beitrag
            | weiterlesen | mehr | alle artikel | video: | bilderstrecke | fotostrecke | schlagzeilen
            | eilmeldung | im überblick | dossier | links zum thema | interview: | redaktionsempfehlung"""
        ),
        Cue.ADVERTISING: phrases(
            """anzeige | anzeigen | werbung | gesponsert | sponsored | advertorial | angebote | angebot
            | gutscheine | gutschein | jetzt kaufen | jetzt bestellen | in den warenkorb | affiliate-links
            | provision | partnerangebote | werbung schließen"""
        ),
        Cue.BYLINE: phrases(
            """von | autor | autorin | autoren | über den autor | redaktion | redakteur | redakteurin
            | korrespondent | korrespondentin | ein gastbeitrag von | ein kommentar von | ein bericht von
            | text von | dpa | afp | reuters | zur person | zum autor | zur autorin | geschrieben von
            | verfasst von | veröffentlicht von | büroleiter"""
        ),
        Cue.CAPTION: phrases(
            """bildansicht öffnen | bild in voller größe | zum vergrößern klicken
            | foto | foto: | fotos | fotos: | bild | bild: | bilder | quelle: | bildquelle | bildrechte
            | symbolbild | symbolfoto | archivbild | archivfoto | fotograf | getty images | imago
            | picture alliance | grafik | bildergalerie | galerie | vergrößern | bild vergrößern
            | video abspielen | video ansehen | video | abspielen | untertitel | illustration | bildunterschrift"""
        ),
        Cue.FOOTER: phrases(
            """alle rechte vorbehalten | urheberrecht | impressum | datenschutz | agb | nutzungsbedingungen
            | kontakt | über uns | mediadaten | jobs | karriere | hilfe | faq | presse | barrierefreiheit
            | nutzungsrechte | newsletter | rss | sitemap | schlagworte | schlagwörter | stichworte | kategorien
            | kategorie | themen | vervielfältigung | nachdruck | eingestellt von | abgelegt unter
            | leserservice | werben"""
        ),
        Cue.NAVIGATION: phrases(
            """startseite | zur startseite | menü | hauptmenü | suche | suchen | suchbegriff | zum inhalt
            | zum inhalt springen | navigation | nach oben | zurück | weiter | vor | nächste seite
            | vorherige seite | seite | alle anzeigen | mehr anzeigen | schließen | öffnen | nachrichten
            | politik | wirtschaft | sport | kultur | panorama | wissenschaft | wissen | gesundheit | reise
            | meinung | ausland | inland | deutschland | welt | lokales | regional | wetter | digital | netzwelt
            | auto | leben | gesellschaft | geld | finanzen | börse | feuilleton | archiv | übersicht | inhalt
            | inhaltsverzeichnis | mediathek | shop | spiele | rätsel | podcast | podcasts | videos | e-paper
            | termine | karriere | immobilien | javascript | sie sind hier"""
        ),
        Cue.DATING: phrases(
            """veröffentlicht am | veröffentlicht | aktualisiert am | aktualisiert | zuletzt aktualisiert | stand
            | stand: | erstellt am | geändert | uhr | datum | lesezeit | minuten lesezeit | min lesezeit
            | gestern | heute | vom | erschienen am | erstellt"""
        ),
    },
    function_words=words(
        """aber alle als am an auch auf aus bei beim bis da damit dann das dass dem den denn der des die diese dieser
        doch dort drei durch ein eine einem einen einer eines er es für gegen gibt habe haben hat hatte hier ich
        ihm ihn ihr ihre im immer in ist jahr jetzt kann keine können man mehr mit muss nach nicht noch nur ob
        oder sagte schon sehr sei sein seine seiner seit sich sie sind so soll um und uns unter vom von vor war
        waren was wenn werden wie wieder will wir wird worden wurde wurden zu zum zur zwei zwischen über"""
    ),
    person_words=words(
        """dein deine dich dir du ich ihnen ihr ihre ihren ihrer mein meine mich mir sie uns unser unsere unseren
        unserer wir"""
    ),
    unnamed_bylines=phrases(
        """von unserem korrespondenten | von unserer korrespondentin | von unserem mitarbeiter
        | von unserer redaktion | eigener bericht"""
    ),
    byline_before=phrases(
        """von | autor: | autorin: | ein kommentar von | ein gastbeitrag von | ein bericht von | text:
        | eine analyse von"""
    ),
    pointers=phrases(
        """lesen sie auch | lesen sie hier | mehr zum thema | zum thema | mehr dazu | siehe auch | auch interessant
        | video | hintergrund | weiterlesen | lesen sie mehr | das könnte sie auch interessieren | anzeige
        | lesetipp | mehr"""
    ),
    months=months(
        "januar jan jänner|februar feb|märz mrz mär|april apr|mai|juni jun"
        "|juli jul|august aug|september sept sep|oktober okt|november nov|dezember dez"
    ),
    date_words=words(
        "am den der di dienstag do donnerstag fr freitag mi mittwoch mo montag sa samstag so sonntag uhr um"
    ),
)
