"""The query language: how queries are read, shown and mended."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import (
    And,
    Dated,
    Everything,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Tagged,
    TextField,
    Word,
)
from archive.search.reading import MAX_CHARACTERS, MAX_OPERANDS, read
from archive.search.results import Facet

TITLE, LEAD = TextField.TITLE, TextField.LEAD


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        ("  \t ", Everything()),
        ("*", Everything()),
        ("NOT *", Nothing()),
        ("troops", Word("troops")),
        ("Troops", Word("troops")),
        ("Korea troops", And((Word("korea"), Word("troops")))),
        ("troops troops", Word("troops")),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a AND (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("or and not", And((Word("or"), Word("and"), Word("not")))),
        ("-a", Not(Word("a"))),
        ("a -b", And((Word("a"), Not(Word("b"))))),
        ("a –b", And((Word("a"), Not(Word("b"))))),
        ("a NOT b", And((Word("a"), Not(Word("b"))))),
        ("NOT NOT a", Word("a")),
        ("a - b", And((Word("a"), Word("b")))),
        ('"Kim Jong-un"', Phrase(("kim", "jong", "un"))),
        ("“Kim Jong‑un”", Phrase(("kim", "jong", "un"))),
        ('"troops"', Phrase(("troops",))),
        ('"a b"~5', Phrase(("a", "b"), None, 5)),
        ('"a"~5', Phrase(("a",))),
        ("US–China", Phrase(("us", "china"))),
        ("U.S.", Word("us")),
        ("Élysée", Word("elysee")),
        ("Kim’s", Word("kim")),
        ("1,000", Word("1000")),
        ("nucl*", Pattern("nucl*")),
        ("wom?n", Pattern("wom?n")),
        ("who won?", And((Word("who"), Word("won")))),
        ("习近平", Phrase(("习近", "近平"))),
        ("平", Pattern("平*")),
        ("title:summit", Word("summit", TITLE)),
        ("TITLE: summit", Word("summit", TITLE)),
        ("title:(a OR lead:b)", Or((Word("a", TITLE), Word("b", LEAD)))),
        ("atleast3:war", Word("war", None, 3)),
        ("title:atleast2:war", Word("war", TITLE, 2)),
        ('person:"Kim Jong Un"', Tagged(Facet.PERSON, "kim-jong-un")),
        ("organization:un", Tagged(Facet.ORGANISATION, "un")),
        ("year:undated", Tagged(Facet.YEAR, "undated")),
        ("before:2024", Dated(None, date(2023, 12, 31))),
        ("after:2024-02", Dated(date(2024, 3, 1), None)),
        ("on:2024-02", Dated(date(2024, 2, 1), date(2024, 2, 29))),
        ("on:2023..2024-06", Dated(date(2023, 1, 1), date(2024, 6, 30))),
        ("on:2024-12-31", Dated(date(2024, 12, 31), date(2024, 12, 31))),
        ("http://x.example/page", Phrase(("http", "x", "example", "page"))),
    ],
)
def test_read_gives_the_tree(query: str, tree: object) -> None:
    reading = read(query)
    assert reading.tree == tree
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("query", "understood", "note"),
    [
        ('"a b', '"a b"', "A quotation mark was not closed; the phrase was read to the end."),
        ('a "', "a", "A quotation mark stood alone and was left out."),
        ("(a OR b", "a OR b", "A parenthesis was not closed; it was closed at the end."),
        ("a) b", "a AND b", "A closing parenthesis had no opening one and was left out."),
        ("a OR", "a", "OR needs something on both sides; one without was left out."),
        ("AND a", "a", "AND needs something on both sides; one without was left out."),
        ("a NOT", "a", "NOT had nothing behind it and was left out."),
        ("a title:", "a", "“title:” had nothing behind it and was left out."),
        ("before:soon", "", "“soon” is no date: write 2024, 2024-03 or 2024-03-15."),
        ("on:2024-02-30", "", "“2024-02-30” is no date: write 2024, 2024-03 or 2024-03-15."),
        ('atleast3:"a b"', '"a b"', "“atleast3:” counts single words without quotes or *, so it was left out here."),
        ("atleast3:a*", "a*", "“atleast3:” counts single words without quotes or *, so it was left out here."),
        ("year:last", "", "“last” is no year: write year:1994 or year:undated."),
        (
            "on:2022..2020-05",
            "on:2020-05-01..2022-12-31",
            "“2022..2020-05” ends before it begins, so the ends were swapped.",
        ),
        (f'"a b"~{"9" * 30}', '"a b"~1000', "At most 1,000 words may stand between the words of a phrase."),
        ("OR", "", "Nothing of this can be searched for, so all articles are listed."),
        ("!?", "", "Nothing of this can be searched for, so all articles are listed."),
    ],
)
def test_read_mends_and_says_so(query: str, understood: str, note: str) -> None:
    reading = read(query)
    assert (reading.understood, reading.notes) == (understood, (note,))


def test_read_bounds_length_operands_and_depth() -> None:
    assert len(read("a" * 5_000).notes) == 1
    many = read(" ".join(f"w{number}" for number in range(MAX_OPERANDS + 50)))
    assert isinstance(many.tree, And)
    assert len(many.tree.parts) == MAX_OPERANDS
    assert read("(" * MAX_CHARACTERS + "a").notes != ()
    assert read("title:" * 300 + "a").notes != ()
    assert read("NOT " * 400 + "a").tree == Word("a")


QUERIES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet='ab *?"()-:~|&5.,’“”习\u0301', max_size=40),
    st.lists(
        st.sampled_from(
            ["a", "b*", "AND", "OR", "NOT", "-", "(", ")", '"', '"x y"~3', "title:", "on:2020", "person:x", "atleast2:"]
        ),
        max_size=14,
    ).map(" ".join),
)


@given(QUERIES)
def test_read_never_raises_and_shows_what_reads_the_same(query: str) -> None:
    reading = read(query)
    again = read(reading.understood)
    assert again.understood == reading.understood
    assert again.notes == ()


def test_read_takes_a_thousand_random_byte_strings() -> None:
    noise = random.Random(20)
    for _ in range(1_000):
        text = noise.randbytes(noise.randrange(1, 200)).decode("latin-1")
        assert read(text).understood == read(text).understood
        read(text.encode("latin-1").decode("utf-8", "replace"))
        read(text.encode("latin-1").decode("utf-8", "surrogateescape"))
