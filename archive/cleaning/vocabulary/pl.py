"""Polish vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="pl",
    phrases={
        Cue.CONSENT: phrases(
            """cookies | cookie | pliki cookies | plików cookies | pliki cookie | plików cookie | polityka cookies
            | ciasteczka | używa plików cookie | używamy plików cookie | akceptuję | akceptuj
            | akceptuj wszystkie | zaakceptuj wszystko | zgadzam się | odrzuć | odrzuć wszystkie
            | nie zgadzam się | ustawienia cookies | ustawienia prywatności | prywatność | twoja prywatność
            | polityka prywatności | polityki prywatności | dane osobowe | danych osobowych | zgoda | zgody
            | twoja zgoda | wycofać zgodę | nasi partnerzy | zaufani partnerzy | zaufanych partnerów
            | uzasadniony interes | na twoim urządzeniu | urządzeniu końcowym | spersonalizowane reklamy
            | spersonalizowanych reklam | rodo | przejdź do serwisu | dowiedz się więcej | zawsze aktywne"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """komentarze | komentarz | komentarzy | dodaj komentarz | napisz komentarz | skomentuj
            | zostaw komentarz | zostaw odpowiedź | pokaż komentarze | wszystkie komentarze | brak komentarzy
            | dołącz do dyskusji | dyskusja | twoja opinia | opinie | forum | najnowsze | najstarsze
            | komentarze zostały wyłączone | wyraź swoją opinię | zobacz komentarze"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """odpowiedz | odpowiedź | pisze | pisze: | napisał | napisał: | napisała | zgłoś | zgłoś nadużycie
            | zgłoś komentarz | cytuj | lubię to | nie lubię | temu | godzin temu | minut temu | dni temu | gość
            | anonim | oceń | w odpowiedzi do"""
        ),
        Cue.FORM: phrases(
            """twój adres e-mail nie zostanie opublikowany | adres e-mail | adres email | e-mail | imię | nazwisko
            | imię i nazwisko | pola wymagane | wymagane pola są oznaczone | wymagane | hasło
            | nie pamiętam hasła | zaloguj | zaloguj się | wyloguj | zarejestruj się | rejestracja | załóż konto
            | nazwa użytkownika | wyślij | anuluj | witryna internetowa | wiadomość | temat | podpis
            | moje konto | zapamiętaj mnie"""
        ),
        Cue.SHARING: phrases(
            """udostępnij | podziel się | udostępnij na facebooku | udostępnij artykuł | poleć | poleć znajomym
            | wyślij znajomemu | wyślij e-mailem | drukuj | wydrukuj | kopiuj link | skopiuj link | obserwuj nas
            | obserwuj | śledź nas | facebook | twitter | whatsapp | linkedin | wykop | tweetnij | zapisz
            | zapisz na później | posłuchaj | wielkość tekstu | podaruj"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """podoba ci się ten artykuł | spodobał ci się ten artykuł
            | subskrybuj | subskrypcja | prenumerata | prenumeruj | newsletter | newslettera | zapisz się
            | zapisz się do newslettera | zapisz się na newsletter | dla subskrybentów | tylko dla subskrybentów
            | masz już subskrypcję | czytaj dalej | aby czytać dalej | wypróbuj | wesprzyj nas | wesprzyj
            | wpłać | przekaż darowiznę | pobierz aplikację | nieograniczony dostęp | powiadomienia
            | wykup dostęp | otrzymuj"""
        ),
        Cue.RELATED: phrases(
            """czytaj także | czytaj też | czytaj również | przeczytaj także | przeczytaj też | przeczytaj również
            | przeczytaj | czytaj więcej | czytaj | więcej | więcej na ten temat | więcej o | zobacz też
            | zobacz także | zobacz również | zobacz więcej | zobacz | powiązane artykuły | powiązane
            | podobne artykuły | polecane | polecamy | warto przeczytać | może cię zainteresować
            | to może cię zainteresować | najczęściej czytane | najpopularniejsze | popularne
            | najchętniej czytane | ostatnie wpisy | najnowsze wiadomości | najnowsze artykuły | ostatnie
            | wiadomości | z ostatniej chwili | pozostałe | inne artykuły | poprzedni | następny
            | poprzedni artykuł | następny artykuł | poprzedni wpis | następny wpis | wideo: | na żywo
            | w temacie | tematy"""
        ),
        Cue.ADVERTISING: phrases(
            """reklama | reklamy | ogłoszenie | ogłoszenia | artykuł sponsorowany | materiał sponsorowany
            | sponsorowane | materiał partnera | promocja | promocje | oferta | oferty | kup teraz | kup
            | dodaj do koszyka | rabat | dalsza część artykułu pod materiałem"""
        ),
        Cue.BYLINE: phrases(
            """autor | autorka | autorzy | redakcja | opracowanie | oprac | redaktor | dziennikarz | korespondent
            | pap | źródło | źródło: | napisany przez | opublikowany przez | dodał | felieton | o autorze
            | tekst"""
        ),
        Cue.CAPTION: phrases(
            """otwórz zdjęcie | powiększ zdjęcie
            | fot | fot. | foto | zdjęcie | zdjęcia | zdjęcie ilustracyjne | ilustracja | galeria | galeria zdjęć
            | powiększ | obejrzyj | obejrzyj wideo | wideo | archiwum | getty images | infografika | rys
            | odtwórz | pap"""
        ),
        Cue.FOOTER: phrases(
            """wszelkie prawa zastrzeżone | prawa autorskie | regulamin | kontakt | o nas | redakcja | reklama
            | praca | kariera | pomoc | mapa strony | deklaracja dostępności | tagi | kategorie | kategoria
            | słowa kluczowe | tematy | dział | polityka prywatności | kopiowanie zabronione | wydawca
            | patronat"""
        ),
        Cue.NAVIGATION: phrases(
            """strona główna | menu | szukaj | wyszukaj | wyszukiwarka | przejdź do treści | nawigacja | do góry
            | powrót | wstecz | dalej | następna strona | poprzednia strona | strona | pokaż więcej
            | zobacz wszystkie | zamknij | otwórz | wiadomości | kraj | polska | świat | polityka | gospodarka
            | biznes | ekonomia | kultura | sport | nauka | technologie | zdrowie | opinie | publicystyka
            | społeczeństwo | historia | pogoda | lokalne | regiony | motoryzacja | podróże | styl życia
            | rozrywka | wideo | podcasty | blogi | archiwum | sklep | gry | prawo | edukacja | tu jesteś"""
        ),
        Cue.DATING: phrases(
            """opublikowano | data publikacji | publikacja | dodano | aktualizacja | zaktualizowano
            | ostatnia aktualizacja | data | godz | wczoraj | dzisiaj | dziś | czas czytania | min czytania
            | minut czytania | r"""
        ),
    },
    function_words=words(
        """a aby ale bardzo bez bo by być był była było były będzie co czy dla do gdy gdzie go i ich im jak jako
        jednak jego jej jest jeszcze już kiedy która które który lat ma między może można mu na nad nas nie o od
        oraz po pod podczas przed przez przy roku się sobie są ta tak także te tego temu ten też to tych tylko tym
        w według więc z za ze został że"""
    ),
    person_words=words(
        """ci ciebie cię ja mi mnie moja moje my mój nam nas nasz nasza nasze naszych twoich twoja twoje twój ty wam
        wy"""
    ),
    unnamed_bylines=phrases("""od naszego korespondenta | od naszej korespondentki | od naszego wysłannika"""),
    byline_before=phrases("autor: | autor | autorka: | oprac. | opracowanie: | tekst:"),
    pointers=phrases(
        """czytaj także | czytaj też | czytaj również | przeczytaj także | przeczytaj też | zobacz też
        | zobacz także | czytaj więcej | więcej | polecamy | wideo | reklama"""
    ),
    months=months(
        "stycznia styczeń sty|lutego luty lut|marca marzec"
        "|kwietnia kwiecień kwi|maja maj|czerwca czerwiec cze"
        "|lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz"
        "|października październik paź|listopada listopad lis|grudnia grudzień gru"
    ),
    date_words=words("czwartek godz niedziela piątek poniedziałek r roku sobota wtorek środa"),
)
