"""Dutch vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="nl",
    phrases={
        Cue.CONSENT: phrases(
            """cookies | cookie | gebruikt cookies | gebruiken cookies | cookiebeleid | cookie-instellingen
            | cookieverklaring | accepteren | alles accepteren | alle cookies accepteren | akkoord | weigeren
            | alles weigeren | afwijzen | instellingen beheren | voorkeuren | voorkeuren beheren | toestemming
            | uw toestemming | toestemming intrekken | privacy | uw privacy | privacybeleid | privacyverklaring
            | persoonsgegevens | persoonlijke gegevens | onze partners | wij en onze partners
            | gerechtvaardigd belang | derden | op uw apparaat | gepersonaliseerde advertenties
            | gepersonaliseerde inhoud | gebruikerservaring | surfgedrag | opslaan en sluiten | altijd actief
            | avg | meer informatie"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """reacties | reactie | geef een reactie | geef je reactie | plaats een reactie | plaats reactie
            | laat een reactie achter | reageer | reageren | reageer op dit artikel | bekijk reacties
            | toon reacties | alle reacties | geen reacties | praat mee | discussie | uw reactie | jouw mening
            | de reacties zijn gesloten | nieuwste eerst | oudste eerst | lezersreacties"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """beantwoorden | antwoord | antwoorden | zegt | zegt: | schreef | schreef: | schrijft | meld | melden
            | rapporteer | meld misbruik | citeer | permalink | vind ik leuk | uur geleden | minuten geleden
            | dagen geleden | gast | aanbevelen"""
        ),
        Cue.FORM: phrases(
            """het e-mailadres wordt niet gepubliceerd | e-mailadres | uw e-mailadres | je e-mailadres | e-mail
            | naam | voornaam | achternaam | verplichte velden | vereiste velden | verplicht | wachtwoord
            | wachtwoord vergeten | inloggen | aanmelden | uitloggen | registreren | account aanmaken
            | gebruikersnaam | verzenden | verstuur | annuleren | website | bericht | onderwerp | mijn account
            | onthoud mij"""
        ),
        Cue.SHARING: phrases(
            """delen | deel | deel dit artikel | deel dit | deel op facebook | deel op twitter | deel via | mailen
            | e-mailen | stuur door | printen | afdrukken | print dit artikel | kopieer link | volg ons | volg
            | volgen | facebook | twitter | whatsapp | linkedin | bewaren | bewaar | opslaan | leeslijst
            | luister | beluister | tekstgrootte | cadeau geven"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """bevalt dit artikel | beviel dit artikel
            | nieuwsbrief | nieuwsbrieven | aanmelden voor | meld je aan | schrijf je in | inschrijven | abonneren
            | abonneer | abonnement | abonnementen | abonnee | abonnees | alleen voor abonnees | al abonnee
            | lees verder | verder lezen | om verder te lezen | probeer gratis | gratis proberen | doneer
            | doneren | steun ons | word lid | download de app | onbeperkt toegang | in uw mailbox
            | in je mailbox | pushberichten | krant"""
        ),
        Cue.RELATED: phrases(
            """lees ook | lees meer | lees verder | lees hier | meer over | meer nieuws | meer uit | meer van
            | zie ook | bekijk ook | bekijk | gerelateerd | gerelateerde artikelen | gerelateerde berichten
            | aanbevolen | aanraders | misschien ook interessant | dit vind je misschien ook interessant
            | ook interessant | anderen lazen ook | meest gelezen | best gelezen | meest bekeken | populair
            | trending | laatste nieuws | het laatste nieuws | net binnen | recente berichten
            | recente artikelen | uitgelicht | overig nieuws | andere artikelen | vorige | volgende
            | vorig artikel | volgend artikel | vorig bericht | volgend bericht | video: | in beeld
            | achtergrond | dossier | luister ook | kijk ook | niet te missen | uw keuze"""
        ),
        Cue.ADVERTISING: phrases(
            """advertentie | advertenties | reclame | gesponsord | gesponsorde inhoud | aanbiedingen | aanbieding
            | korting | koop nu | bestel nu | in winkelwagen | partnerbijdrage | sponsored | adverteren"""
        ),
        Cue.BYLINE: phrases(
            """door | auteur | auteurs | redactie | onze redactie | redacteur | verslaggever | correspondent
            | journalist | columnist | van onze redacteur | van onze correspondent | anp | geschreven door
            | geplaatst door | over de auteur | tekst"""
        ),
        Cue.CAPTION: phrases(
            """afbeelding openen | afbeelding vergroten
            | foto | foto: | foto's | beeld | beeld: | afbeelding | afbeeldingen | bron: | fotograaf | archieffoto
            | archiefbeeld | illustratie | fotogalerij | fotoserie | vergroot | vergroten | bekijk video | video
            | video's | afspelen | getty images | hollandse hoogte"""
        ),
        Cue.FOOTER: phrases(
            """alle rechten voorbehouden | auteursrecht | auteursrechten | algemene voorwaarden
            | gebruiksvoorwaarden | disclaimer | contact | over ons | colofon | klantenservice
            | veelgestelde vragen | vacatures | werken bij | adverteren | sitemap | toegankelijkheid | help
            | pers | tags | trefwoorden | categorie | categorieën | onderwerpen | geplaatst in | rss
            | overname van artikelen"""
        ),
        Cue.NAVIGATION: phrases(
            """home | voorpagina | menu | zoeken | zoek | ga naar inhoud | direct naar inhoud | spring naar inhoud
            | navigatie | naar boven | terug naar boven | terug | volgende pagina | vorige pagina | pagina
            | toon meer | laad meer | bekijk alles | sluiten | sluit | open | nieuws | binnenland | buitenland
            | politiek | economie | geld | cultuur | sport | wetenschap | tech | gezondheid | opinie | columns
            | regio | lokaal | weer | verkeer | media | show | lifestyle | reizen | eten | wonen | auto
            | cultuur en media | video's | podcasts | archief | puzzels | webshop | uitzendingen | je bent hier"""
        ),
        Cue.DATING: phrases(
            """gepubliceerd op | gepubliceerd | bijgewerkt | laatst bijgewerkt | laatste update | aangepast
            | gewijzigd | geplaatst op | datum | leestijd | minuten leestijd | min leestijd | uur | gisteren
            | vandaag | om"""
        ),
    },
    function_words=words(
        """aan al alle als bij daar dan dat de deze die dit door een eerst en er geen haar had hebben heeft hem het
        hij hun ik in is jaar je kan kunnen maar meer met mijn moet moeten na naar niet nog nu of om omdat onder
        ook op over te tegen toch tot tussen twee uit van veel volgens voor waar was wat we wel werd werden wie
        worden wordt zal ze zich zij zijn zo zou"""
    ),
    person_words=words("ik je jij jouw jullie me mij mijn ons onze u uw we wij"),
    unnamed_bylines=phrases(
        """van onze correspondent | van onze verslaggever | van onze verslaggeefster | van onze redactie"""
    ),
    byline_before=phrases("door | van onze redacteur | auteur: | tekst: | geschreven door"),
    pointers=phrases(
        """lees ook | lees meer | lees verder | zie ook | bekijk ook | meer over | video | luister ook | kijk ook
        | gerelateerd | advertentie"""
    ),
    months=months(
        "januari jan|februari feb|maart mrt|april apr|mei|juni jun"
        "|juli jul|augustus aug|september sept sep|oktober okt|november nov|december dec"
    ),
    date_words=words("di dinsdag do donderdag ma maandag om op uur vr vrijdag wo woensdag za zaterdag zo zondag"),
)
