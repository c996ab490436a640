"""Finnish vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="fi",
    phrases={
        Cue.CONSENT: phrases(
            """evästeet | evästeitä | evästeiden | eväste | käyttää evästeitä | käytämme evästeitä
            | evästeasetukset | evästekäytäntö | hyväksy | hyväksy kaikki | hyväksyn | hylkää | hylkää kaikki
            | vain välttämättömät | välttämättömät evästeet | asetukset | muokkaa asetuksia | suostumus
            | suostumuksesi | peruuttaa suostumuksesi | yksityisyys | yksityisyytesi | tietosuoja
            | tietosuojaseloste | tietosuojakäytäntö | henkilötiedot | henkilötietoja | henkilötietojen
            | kumppanimme | kumppaneidemme | oikeutettu etu | laitteellasi | laitteellesi | kohdennettu mainonta
            | kohdennettuja mainoksia | käyttökokemus | tallenna asetukset | lue lisää | cookies | gdpr
            | aina käytössä"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """kommentit | kommentti | kommenttia | kommentoi | kirjoita kommentti | jätä kommentti
            | lisää kommentti | lähetä kommentti | näytä kommentit | kaikki kommentit | ei kommentteja
            | keskustelu | osallistu keskusteluun | keskustele | lukijoiden kommentit | vastaa | jätä vastaus
            | kommentointi on suljettu | uusimmat ensin | vanhimmat ensin | mielipiteesi"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """vastaa | vastaus | sanoo | sanoo: | kirjoitti | kirjoitti: | ilmoita | ilmoita asiaton viesti
            | ilmianna | lainaa | tykkää | sitten | tuntia sitten | minuuttia sitten | päivää sitten | vieras
            | nimetön | suosittele"""
        ),
        Cue.FORM: phrases(
            """sähköpostiosoitettasi ei julkaista | sähköpostiosoite | sähköposti | nimi | etunimi | sukunimi
            | nimimerkki | pakolliset kentät | pakollinen | salasana | unohditko salasanan | kirjaudu
            | kirjaudu sisään | kirjaudu ulos | rekisteröidy | luo tunnus | käyttäjätunnus | lähetä | peruuta
            | verkkosivu | viesti | aihe | oma tili | muista minut"""
        ),
        Cue.SHARING: phrases(
            """jaa | jaa artikkeli | jaa facebookissa | jaa twitterissä | jaa sähköpostilla | lähetä sähköpostilla
            | tulosta | kopioi linkki | seuraa meitä | seuraa | facebook | twitter | whatsapp | linkedin
            | tallenna | tallenna artikkeli | kuuntele | tekstin koko"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """piditkö jutusta | piditkö artikkelista
            | uutiskirje | tilaa uutiskirje | tilaa | tilaus | tilaajille | vain tilaajille | tilaajalle
            | oletko jo tilaaja | lue koko juttu | jatka lukemista | kokeile ilmaiseksi | tue | lahjoita
            | liity jäseneksi | lataa sovellus | ilmoitukset | digilehti | näköislehti | suoraan sähköpostiisi"""
        ),
        Cue.RELATED: phrases(
            """lue myös | lue lisää | lue | katso myös | katso | lisää aiheesta | aiheesta lisää | lisää
            | aiheeseen liittyvää | aiheeseen liittyvät | samasta aiheesta | suosittelemme | suositellut
            | suosituimmat | luetuimmat | katsotuimmat | suosittua | tuoreimmat | uusimmat | uusimmat uutiset
            | viimeisimmät | ajankohtaista | nyt luetuimmat | muita uutisia | muut artikkelit | edellinen
            | seuraava | edellinen artikkeli | seuraava artikkeli | video: | taustaa | pääuutiset
            | sinua voisi kiinnostaa | kuvagalleria"""
        ),
        Cue.ADVERTISING: phrases(
            """mainos | mainokset | mainonta | sponsoroitu | kaupallinen yhteistyö | tarjous | tarjoukset | alennus
            | osta nyt | osta | lisää ostoskoriin | ilmoitus | mainostajille"""
        ),
        Cue.BYLINE: phrases(
            """kirjoittaja | toimittaja | toimitus | kirjeenvaihtaja | kolumnisti | teksti | teksti: | stt
            | julkaissut | päätoimittaja | kirjoittanut | ulkomaantoimittaja"""
        ),
        Cue.CAPTION: phrases(
            """avaa kuvankatselu | suurenna kuva
            | kuva | kuva: | kuvat | kuvat: | kuvituskuva | arkistokuva | kuvaaja | valokuva | grafiikka
            | kuvagalleria | suurenna | katso video | video | videot | toista | lehtikuva | getty images
            | kuvakaappaus | kuvateksti"""
        ),
        Cue.FOOTER: phrases(
            """kaikki oikeudet pidätetään | tekijänoikeus | käyttöehdot | ehdot | yhteystiedot | ota yhteyttä
            | tietoa meistä | meistä | asiakaspalvelu | avoimet työpaikat | mediatiedot | saavutettavuus
            | saavutettavuusseloste | sivukartta | ohje | tunnisteet | avainsanat | asiasanat | kategoriat
            | kategoria | aiheet | julkaistu kategoriassa | rss | päätoimittaja"""
        ),
        Cue.NAVIGATION: phrases(
            """etusivu | valikko | haku | hae | siirry sisältöön | hyppää sisältöön | navigointi | takaisin ylös
            | takaisin | seuraava sivu | edellinen sivu | sivu | näytä lisää | näytä kaikki | sulje | avaa
            | uutiset | kotimaa | ulkomaat | politiikka | talous | kulttuuri | urheilu | tiede | tekniikka
            | terveys | mielipide | mielipiteet | pääkirjoitus | kolumnit | paikalliset | sää | viihde
            | matkailu | ruoka | asuminen | autot | elämä | podcastit | arkisto | pelit | verkkokauppa
            | olet täällä"""
        ),
        Cue.DATING: phrases(
            """julkaistu | päivitetty | muokattu | viimeksi päivitetty | klo | pvm | lukuaika | min lukuaika
            | eilen | tänään"""
        ),
    },
    function_words=words(
        """aikana alle ei eivät ennen ettei että he hän hänen ja jo joka jonka jos joten jotka jälkeen kaikki kanssa
        koska kuin kuitenkin kun me mikä minä mitä muassa mukaan mutta muun myös ne niin noin nyt näin ole oli
        olisi olla ollaan ollut on ovat se sekä sen siinä siis siitä sillä sitä tai tämä tämän tästä vain vielä
        voi vuoden vuonna välillä yli"""
    ),
    person_words=words("me meidän meitä minua minulla minun minä sinua sinun sinä te teidän teitä"),
    unnamed_bylines=phrases("""kirjeenvaihtajaltamme | toimituksen kirjeenvaihtajalta"""),
    byline_before=phrases("teksti: | teksti | kirjoittaja: | toimittaja:"),
    pointers=phrases(
        """lue myös | lue lisää | katso myös | lisää aiheesta | aiheesta lisää | lue | video | mainos | taustaa"""
    ),
    months=months(
        "tammikuuta tammikuu tammi|helmikuuta helmikuu helmi|maaliskuuta maaliskuu maalis"
        "|huhtikuuta huhtikuu huhti|toukokuuta toukokuu touko|kesäkuuta kesäkuu kesä"
        "|heinäkuuta heinäkuu heinä|elokuuta elokuu elo|syyskuuta syyskuu syys"
        "|lokakuuta lokakuu loka|marraskuuta marraskuu marras|joulukuuta joulukuu joulu"
    ),
    date_words=words("ke keskiviikko klo la lauantai ma maanantai pe perjantai su sunnuntai ti tiistai to torstai"),
)
