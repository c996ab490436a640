"""What holds for any input: nothing is lost, nothing but the one error is raised."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.cleaning import clean, judging
from archive.cleaning.cutting import pieces_of
from archive.cleaning.furniture import Furniture, fingerprint
from archive.cleaning.overruling import keyed_parts, overrule
from archive.cleaning.records import clean_record
from archive.documents import CleanDocument, MediaType, RawDocument, UnreadableDocument
from tests.cleaning.pages import PARAGRAPHS, in_place, markup_page, text_page

MEASURE = Path(__file__).resolve().parents[3] / "shared" / "measure" / "cleaning" / "pages.jsonl.gz"
LINES = st.one_of(
    st.sampled_from(
        [
            *("", "Comments", "Reply", "Share", "By Jane Roe", "2021-03-04"),
            "We use cookies, and you consent to our cookies.",
            *PARAGRAPHS,
        ]
    ),
    st.text(max_size=80),
)
TAGS = ("p", "div", "h2", "li", "blockquote", "a", "b", "span", "br", "script", "td", "nav", "article")


def pages() -> st.SearchStrategy[str]:
    """Texts of lines as pages have them, mixed with anything."""
    return st.lists(LINES, max_size=25).map("\n".join)


@st.composite
def markups(draw: st.DrawFn) -> str:
    """Markup that is rarely well formed."""
    parts = draw(st.lists(st.tuples(st.sampled_from(TAGS), LINES, st.booleans()), max_size=20))
    return "".join(f"<{tag}>{line}" + (f"</{tag}>" if closed else "") for tag, line, closed in parts)


def given_back(raw: RawDocument, after: Callable[[CleanDocument], CleanDocument] = lambda document: document) -> bool:
    """Whether blocks and removals are the pieces of the page, each once, in order; True for a page refused."""
    try:
        document = after(clean(raw))
    except UnreadableDocument:
        return True
    parts = in_place(document)
    whole = [piece.text for piece in pieces_of(raw)]
    return [part.text for part in parts] == whole and [part.position for part in parts] == list(range(len(whole)))


@given(pages())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_clean_gives_all_text_of_any_page_back(content: str) -> None:
    assert given_back(text_page(content))


@given(markups())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_clean_gives_all_text_of_any_markup_back(content: str) -> None:
    assert given_back(markup_page(content))


@given(pages())
@settings(deadline=None, max_examples=30)
def test_clean_is_the_same_twice(content: str) -> None:
    try:
        first = clean(text_page(content))
    except UnreadableDocument:
        return
    assert clean(text_page(content)) == first
    assert pickle.loads(pickle.dumps(first)) == first


@pytest.mark.skipif(not MEASURE.exists(), reason="the measuring pages are not beside the project (../shared/measure)")
def test_clean_gives_all_text_of_real_pages_back() -> None:
    """A tenth of the pages, each in its three forms; ENTENTE_ALL_PAGES=1 takes all of them."""
    with gzip.open(MEASURE, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    if not os.environ.get("ENTENTE_ALL_PAGES"):
        pages = random.Random(1949).sample(pages, len(pages) // 10)
    failed = []
    for page in pages:
        raws = [text_page(page[form]) for form in ("raw_text", "light_text") if page.get(form)]
        if page.get("html"):
            raws.append(markup_page(page["html"]))
        failed += [page["id"] for raw in raws if not given_back(raw, decided)]
    assert failed == []


def decided(document: CleanDocument) -> CleanDocument:
    """A cleaned page after some of its lines were learned, and some of its blocks decided on, at random."""
    chance = random.Random(len(document.text))
    marks = [fingerprint(block.text) for block in document.blocks]
    known = Furniture({mark: 9 for mark in marks if chance.random() < 0.3}, removed=frozenset(marks[:1]))
    document = known.without(document)
    words = {key: chance.random() < 0.5 for key, _ in keyed_parts(document) if chance.random() < 0.3}
    return overrule(document, words)


@given(pages())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_furniture_and_decisions_give_all_text_back(content: str) -> None:
    assert given_back(text_page(content), decided)


@pytest.mark.parametrize("depth", [300, 10_000])
def test_clean_keeps_an_article_inside_deep_nesting(depth: int) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = f"<html><head><title>Fish</title></head><body>{'<div>' * depth}{body}{'</div>' * depth}</body></html>"
    document = clean(markup_page(page))
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)
    assert given_back(markup_page(page))


@pytest.mark.parametrize("opening", ["<p>", "", "\n\n"])
def test_clean_gives_all_text_of_a_page_judged_in_stretches_back(opening: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "WINDOW", 3)
    page = "".join(f"{opening}{text}" for text in PARAGRAPHS * 3)
    assert given_back(markup_page(page) if opening == "<p>" else text_page(page))


def test_clean_reads_a_line_of_a_million_characters() -> None:
    line = " ".join([*PARAGRAPHS] * 1500)
    assert [block.text for block in clean(text_page(line)).blocks] == [line]


@pytest.mark.parametrize("depth", [300, 10_000])
def test_clean_survives_deep_nesting(depth: int) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    document = clean(markup_page(body + "<div>" * depth + "deep" + "</div>" * depth))
    assert [block.text for block in document.blocks[: len(PARAGRAPHS)]] == list(PARAGRAPHS)
    assert [part.text for part in in_place(document)] == [*PARAGRAPHS, "deep"]


@pytest.mark.parametrize(
    "content",
    [
        "ab\x00cd. " * 30,
        "\ud800 broken surrogate. " * 10,
        "مرحبا بالعالم، هذا نص طويل من اليمين إلى اليسار. " * 12,
        "เขาเดินทางไปที่ท่าเรือเมื่อวันจันทร์" * 20,
        "外相らは月曜日に会談し、来年から漁船を共同で数えることで合意した。" * 10,
        "x" * 100_000,
        "! " * 50_000,
    ],
    ids=["nul", "surrogate", "arabic", "thai", "japanese", "one-word", "marks"],
)
def test_clean_survives_odd_text(content: str) -> None:
    assert given_back(text_page(content))


def test_clean_leaves_prose_of_an_unknown_language_alone() -> None:
    lines = [
        "Waziri wa mambo ya nje wa nchi nne za pwani walikutana bandarini siku ya Jumatatu na kukubaliana, baada ya "
        f"mazungumzo marefu, kwamba meli zao za uvuvi zitahesabiwa pamoja kuanzia mwaka ujao, awamu ya {number}."
        for number in range(6)
    ]
    assert clean(text_page("\n\n".join(lines))).text == "\n\n".join(lines)


def test_clean_record_gives_the_promised_keys() -> None:
    record = clean_record({"id": "7", "text": "date 2021-03-04\n\n" + "\n\n".join(PARAGRAPHS) + "\n\nComments"})
    assert record == {
        "id": "7",
        "title": "",
        "byline": "",
        "published": "2021-03-04",
        "text": "\n\n".join(PARAGRAPHS),
        "removed": [
            {"category": "metadata", "rule": "date-line", "text": "date 2021-03-04"},
            {"category": "comments", "rule": "comments-label", "text": "Comments"},
        ],
    }


def test_clean_record_refuses_a_record_without_text() -> None:
    with pytest.raises(UnreadableDocument):
        clean_record({"id": "7"})


def test_clean_pickles_what_it_takes() -> None:
    raw = RawDocument("x", b"", MediaType.TEXT, "\n\n".join(PARAGRAPHS))
    assert clean(pickle.loads(pickle.dumps(raw))).text == raw.content
