"""Swedish vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="sv",
    phrases={
        Cue.CONSENT: phrases(
            """cookies | cookie | kakor | använder cookies | använder kakor | cookiepolicy | cookieinställningar
            | acceptera | acceptera alla | godkänn | godkänn alla | jag godkänner | neka | neka alla
            | avvisa alla | endast nödvändiga | nödvändiga cookies | inställningar | hantera inställningar
            | samtycke | ditt samtycke | återkalla samtycke | integritet | din integritet | integritetspolicy
            | personuppgifter | personuppgiftspolicy | dataskydd | våra partner | våra partners
            | berättigat intresse | tredje part | på din enhet | anpassade annonser | personligt anpassade
            | användarupplevelse | gdpr | spara inställningar | läs mer | alltid aktiv"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """kommentarer | kommentar | kommentera | lämna en kommentar | lämna ett svar | skriv en kommentar
            | skriv kommentar | visa kommentarer | alla kommentarer | inga kommentarer | läs kommentarer
            | diskutera | delta i diskussionen | diskussion | din kommentar | kommentarer är stängda
            | kommentarsfältet | äldsta först | nyaste först | svar till"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """svara | svar | säger | säger: | skrev | skrev: | skriver | anmäl | anmäl kommentar | rapportera
            | citera | permalänk | gilla | ogilla | timmar sedan | minuter sedan | dagar sedan | sedan | gäst
            | anonym"""
        ),
        Cue.FORM: phrases(
            """din e-postadress kommer inte publiceras | e-postadress | e-post | namn | förnamn | efternamn
            | obligatoriska fält | obligatoriskt | lösenord | glömt lösenord | logga in | logga ut | registrera
            | skapa konto | användarnamn | skicka | avbryt | webbplats | meddelande | ämne | mitt konto
            | kom ihåg mig"""
        ),
        Cue.SHARING: phrases(
            """dela | dela artikel | dela artikeln | dela på facebook | dela på twitter | dela via | mejla
            | e-posta | tipsa | skriv ut | kopiera länk | följ oss | följ | facebook | twitter | whatsapp
            | linkedin | spara | spara artikel | lyssna | textstorlek | ge bort"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """gillar du artikeln | gillade du artikeln
            | nyhetsbrev | prenumerera | prenumeration | prenumerant | prenumeranter | bli prenumerant
            | endast för prenumeranter | redan prenumerant | läs vidare | fortsätt läsa | för att läsa
            | prova gratis | stöd oss | ge en gåva | bli medlem | ladda ner appen | i din inkorg | notiser
            | anmäl dig | e-tidning | lås upp | köp tillgång"""
        ),
        Cue.RELATED: phrases(
            """läs också | läs även | läs mer | läs mer om | läs vidare | läs | mer om | mer från | mer i ämnet
            | mer | se också | se även | relaterat | relaterade artiklar | relaterade inlägg | liknande artiklar
            | rekommenderat | rekommenderade | vi rekommenderar | du kanske också gillar | mest lästa
            | mest läst | mest delat | populärt | populära | senaste nytt | senaste nyheterna | senaste
            | senaste inläggen | just nu | toppnyheter | fler artiklar | fler nyheter | andra läser | föregående
            | nästa | föregående artikel | nästa artikel | föregående inlägg | nästa inlägg | video: | bildspel
            | bakgrund | missa inte | tipsa oss | aktuellt"""
        ),
        Cue.ADVERTISING: phrases(
            """annons | annonser | reklam | sponsrat | sponsrat innehåll | annonssamarbete | erbjudande
            | erbjudanden | rabatt | köp nu | köp | lägg i varukorg | annonsera | annonsinnehåll"""
        ),
        Cue.BYLINE: phrases(
            """av | text | text: | författare | redaktionen | redaktör | reporter | korrespondent | journalist
            | krönikör | tt | skriven av | publicerad av | om skribenten | ledarskribent | debattör"""
        ),
        Cue.CAPTION: phrases(
            """öppna bildvisaren | förstora bilden
            | foto | foto: | bild | bild: | bilder | arkivbild | genrebild | pressbild | fotograf | illustration
            | grafik | bildtext | förstora | se video | video | videor | spela upp | getty images | bildspel
            | arkivfoto"""
        ),
        Cue.FOOTER: phrases(
            """alla rättigheter förbehållna | upphovsrätt | ansvarig utgivare | användarvillkor | villkor | kontakt
            | kontakta oss | om oss | kundservice | kundtjänst | jobba hos oss | annonsera | tillgänglighet
            | webbkarta | hjälp | press | taggar | etiketter | kategorier | kategori | ämnen | publicerat i
            | rss | chefredaktör"""
        ),
        Cue.NAVIGATION: phrases(
            """hem | startsida | till startsidan | meny | sök | hoppa till innehåll | gå till innehåll | navigation
            | till toppen | tillbaka | nästa sida | föregående sida | sida | visa mer | visa fler | visa alla
            | stäng | öppna | nyheter | inrikes | utrikes | sverige | världen | politik | ekonomi | näringsliv
            | kultur | nöje | sport | vetenskap | teknik | hälsa | åsikt | debatt | ledare | insändare | lokalt
            | väder | trafik | resor | mat | bostad | livsstil | motor | tv | poddar | podd | arkiv | korsord
            | du är här"""
        ),
        Cue.DATING: phrases(
            """publicerad | publicerat | publicerad den | uppdaterad | uppdaterat | senast uppdaterad | ändrad
            | datum | kl | lästid | min lästid | igår | idag | i dag | i går"""
        ),
    },
    function_words=words(
        """alla andra att av bara blev blir blivit de dem den denna dessa det detta där då efter eller en enligt ett
        finns från få för genom går ha hade han har hon här i in inte jag kan kommer kunde man med mellan men mer
        mot mycket nu när och också om på redan samt sedan sig sin sina ska skulle som säger så till två under upp
        ut utan var vara varit vi vid än är år över"""
    ),
    person_words=words("dig din dina ditt du er era ert jag mig min mina mitt ni oss vi vår våra vårt"),
    unnamed_bylines=phrases("""från vår korrespondent | av vår korrespondent | från vår utsände"""),
    byline_before=phrases("av | text: | text | författare: | skriven av"),
    pointers=phrases(
        """läs också | läs även | läs mer | läs mer om | se också | se även | läs | mer om | video | missa inte
        | annons | bakgrund"""
    ),
    months=months(
        "januari jan|februari feb|mars|april apr|maj|juni jun"
        "|juli jul|augusti aug|september sept sep|oktober okt|november nov|december dec"
    ),
    date_words=words("den fredag kl lördag måndag onsdag söndag tisdag torsdag"),
)
