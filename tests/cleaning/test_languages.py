"""The language of a text without a word from outside about it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from archive.cleaning import clean
from archive.cleaning.languages import language_of
from archive.documents import RawDocument
from archive.readers import read
from tests.cleaning.pages import PARAGRAPHS, markup_page, text_page

SAMPLE = Path(__file__).resolve().parents[2] / "fixtures" / "sample"
NOT_IN_THE_LANGUAGE_OF_THEIR_SOURCE = {
    "1982-04-29-oea-respalda-a-argentina-sin-sanciones.html": "es",
    "desk-export.jsonl#4": "es",
    "syndication-feed.jsonl#4": "fr",
}
SENTENCES = {
    "de": "Die vier Minister haben sich am Montag darauf geeinigt, dass ihre Flotten nun gemeinsam gezählt werden.",
    "en": "The four ministers have agreed on Monday that their fleets will be counted together by one office.",
    "es": "Los cuatro ministros acordaron el lunes que sus flotas serán contadas juntas desde ahora por una oficina.",
    "fi": "Neljä ministeriä sopi maanantaina, että niiden laivastot lasketaan yhdessä, mutta se ei ole varma.",
    "fr": "Les quatre ministres ont décidé lundi que leurs flottes seront désormais comptées par un bureau.",
    "it": "I quattro ministri hanno deciso lunedì che le loro flotte saranno contate insieme da un solo ufficio.",
    "nl": "De vier ministers hebben maandag besloten dat hun vloten samen worden geteld door een kantoor.",
    "pl": "Czterej ministrowie uzgodnili w poniedziałek, że ich floty będą od teraz liczone razem, a to nie jest mało.",
    "pt": "Os quatro ministros decidiram na segunda-feira que as suas frotas serão contadas juntas por um escritório.",
    "sv": "De fyra ministrarna kom på måndagen överens om att deras flottor ska räknas tillsammans.",
    "ru": "Четыре министра договорились в понедельник, что отныне их флоты будут считать вместе в одном общем бюро.",
    "ja": "四人の大臣は月曜日に、これからは漁船を一緒に数えることで合意した。",
    "ko": "네 나라 장관들은 월요일에 앞으로 어선을 함께 세기로 합의했다.",
    "zh": "四国部长星期一同意，今后将共同统计各国的渔船数量。",
    "uk": "Чотири міністри домовилися в понеділок, що їхні флоти відтепер рахуватимуть разом в одному бюро.",
    "bg": "Четиримата министри се договориха в понеделник, че флотите им ще бъдат броени заедно от една служба.",
    "sr": "Четири министра договорила су се у понедељак да ће се њихове флоте од сада бројати заједно.",
    "ar": "اتفق الوزراء الأربعة يوم الاثنين على أن تُحصى أساطيلهم معًا من الآن فصاعدًا في مكتب واحد.",
    "fa": "چهار وزیر روز دوشنبه توافق کردند که ناوگان‌های آنها از این پس با هم شمرده شود.",
    "he": "ארבעת השרים הסכימו ביום שני כי מעתה ייספרו הציים שלהם יחד במשרד אחד.",
    "el": "Οι τέσσερις υπουργοί συμφώνησαν τη Δευτέρα ότι οι στόλοι τους θα μετρώνται πλέον μαζί.",
    "th": "รัฐมนตรีทั้งสี่ตกลงกันเมื่อวันจันทร์ว่าจะนับเรือประมงร่วมกันตั้งแต่นี้ไป",
    "hi": "चारों मंत्रियों ने सोमवार को तय किया कि अब से उनके बेड़े की गिनती एक साथ की जाएगी और यह एक दफ्तर में होगा।",
    "da": "De fire ministre blev mandag enige om, at deres flåder fra nu af skal tælles sammen af et fælles kontor.",
    "ro": "Cei patru miniștri au convenit luni că flotele lor vor fi numărate împreună de un singur birou.",
    "id": "Keempat menteri sepakat pada hari Senin bahwa armada mereka akan dihitung bersama oleh sebuah kantor.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_language_of_a_sentence(code: str) -> None:
    assert language_of(SENTENCES[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "Monday",
            "The ministers",
            "NATO, ANZUS, AUKUS, ASEAN, SEATO, CENTO, OPEC, OPEC+, BRICS, APEC, OAS",
            "123 456",
        ),
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore magna",
        f"{SENTENCES['ru']} {SENTENCES['el']}",
    ],
)
def test_language_of_what_cannot_be_told_is_empty(text: str) -> None:
    assert language_of(text) == ""


def test_language_is_that_of_the_article_not_of_the_words_it_quotes() -> None:
    quoted = f"{' '.join(PARAGRAPHS)} As they say there: « {SENTENCES['fr']} »"
    assert language_of(quoted) == "en"


def test_clean_tells_the_language_of_text_and_of_markup_that_states_none() -> None:
    assert clean(text_page("\n\n".join(PARAGRAPHS))).language == "en"
    body = "".join(f"<p>{SENTENCES['de']} {part}</p>" for part in ("Das ist neu.", "Und nun?"))
    assert clean(markup_page(f"<html><body>{body}</body></html>")).language == "de"


def test_clean_takes_the_language_that_markup_states() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert clean(markup_page(f'<html lang="en-GB"><body>{body}</body></html>')).language == "en"


def test_clean_tells_the_language_of_every_sample_page() -> None:
    sources = yaml.safe_load((SAMPLE / "sources.yaml").read_text(encoding="utf-8"))
    spoken = {source["host"]: source["language"] for source in sources}
    found, expected = {}, {}
    for raw in read(SAMPLE, 10_000_000):
        if isinstance(raw, RawDocument) and "README" not in raw.origin:
            name = raw.origin.rsplit("/", 1)[-1]
            host = raw.declared.host or urlsplit(raw.url).hostname or ""
            expected[raw.origin] = NOT_IN_THE_LANGUAGE_OF_THEIR_SOURCE.get(name, spoken[host])
            unstated = dataclasses.replace(raw, content=re.sub(r"<html[^>]*>", "<html>", raw.content))
            found[raw.origin] = clean(unstated).language
    assert found == expected
    assert len(found) == 112


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("De ministers van de vier kuststaten kwamen maandag bijeen in de haven.", "nl"),
        ("Los ministros de la costa y los de la isla van a la reunión de los cuatro.", "es"),
        ("Die regering sal volgende jaar meer geld aan verdediging bestee, sê die premier.", ""),
    ],
)
def test_language_of_a_sentence_whose_small_words_others_share(sentence: str, code: str) -> None:
    assert language_of(sentence) == code
