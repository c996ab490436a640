"""What is marked is what was found; the quick way marks what the thorough one does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.marking import Mark, _all_marks, _quick_marks, _sought, marks_in
from archive.search.query import TextField
from archive.search.reading import read
from archive.search.snippets import marked, snippet
from archive.search.words import forms_of, spans_of, stem


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("troop", "Troops! The troop.", "<mark>Troops</mark>! The <mark>troop</mark>."),
        ("die", "He is dying.", "He is <mark>dying</mark>."),
        ("US", "The U.S. and us.", "The <mark>U.S</mark>. and <mark>us</mark>."),
        ("s", "The U.S. has s.", "The U.S. has <mark>s</mark>."),
        ('"u.s. troops"', "US–troops, U.S. troops", "<mark>US–troops</mark>, <mark>U.S. troops</mark>"),
        ('"kim visit"', "Kim’s visit", "<mark>Kim’s visit</mark>"),
        ("elysee", "L’Élysée & co.", "L’<mark>Élysée</mark> &amp; co."),
        ("a -b", "a b", "<mark>a</mark> b"),
        ("nucl*", "Nuclear <arms>", "<mark>Nuclear</mark> &lt;arms&gt;"),
        ('"b a"~1', "a x b y a", "<mark>a</mark> x <mark>b</mark> y <mark>a</mark>"),
        ("习近平", "主席习近平说", "主席<mark>习近平</mark>说"),
        ("1000", "1,000 men", "<mark>1,000</mark> men"),
        ("title:a text:b", "a b", "<mark>a</mark> b"),
    ],
)
def test_marked_shows_what_was_found(query: str, text: str, shown: str) -> None:
    assert marked(text, read(query).tree, "en") == shown


def test_snippet_starts_at_a_sentence_and_shows_every_word_asked_for() -> None:
    filler = "Nothing of note was said about it on that long day. " * 12
    text = f"{filler}Ships sailed at dawn. {filler}Then the harbour burned. {filler}"
    shown = snippet(text, read("ship harbour").tree, "en")
    assert shown.startswith("<mark>Ships</mark> sailed at dawn.")
    assert "Then the <mark>harbour</mark> burned." in shown
    assert shown.endswith("…")
    assert len(shown) < 500


def test_snippet_without_a_match_is_the_beginning() -> None:
    assert snippet("Short & plain.", read("").tree, "en") == "Short &amp; plain."
    assert snippet("word " * 100, read("absent").tree, "en").endswith("word…")


WORDS = [
    "troops",
    "troop",
    "dying",
    "die",
    "U.S.",
    "us",
    "Élysée",
    "don’t",
    "a",
    "ä",
    "J.R.",
    "x-y",
    "3.5",
    "ﬁsh",
    "it's",
    "s",
]
texts = st.lists(st.sampled_from([*WORDS, ".", ". ", "—", "\n\n", "_", "“"]), max_size=20).map(" ".join)
glued = st.lists(st.sampled_from([*WORDS, ".", "-", "'", "_"]), max_size=12).map("".join)
asked = st.lists(
    st.sampled_from(["troops", "die", "us", "a", "elysee", "s", "jr", "don", "tr*", "u?", '"u.s. troops"', '"a us"']),
    min_size=1,
    max_size=3,
)


@given(texts | glued | st.text(max_size=30), asked)
def test_quick_marks_are_the_thorough_ones(text: str, words: list[str]) -> None:
    sought = _sought(read(" ".join(words)).tree, "en", TextField.TEXT)
    quick = _quick_marks(text, sought)
    if quick is not None:
        assert sorted(quick, key=_place) == sorted(_all_marks(text, sought), key=_place)


def _place(mark: Mark) -> tuple[int, int, int]:
    return mark.start, mark.end, mark.leaf


@given(st.text(max_size=40))
def test_spans_are_the_forms_with_places(text: str) -> None:
    assert [form for form, _, _ in spans_of(text)] == forms_of(text)
    assert all(0 <= start < end <= len(text) for _, start, end in spans_of(text))


@given(st.text(max_size=60), st.sampled_from(["troops", '"a b"', "a*", "x OR y", '"a b"~3']))
def test_marks_and_snippets_are_safe(text: str, query: str) -> None:
    tree = read(query).tree
    marks = marks_in(text, tree, "en", TextField.TEXT)
    assert all(before.end <= after.start for before, after in pairwise(marks))
    plain = snippet(text, tree, "en").replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert ">" not in plain


@pytest.mark.parametrize("language", ["da", "nl", "en", "fi", "fr", "hu", "it", "no", "pt", "ro", "ru", "es", "sv"])
def test_stemmers_change_the_last_letters_only(language: str) -> None:
    """The quick way stands on this."""
    endings = [
        "",
        "s",
        "ed",
        "ing",
        "er",
        "en",
        "es",
        "ies",
        "y",
        "ly",
        "ation",
        "ement",
        "keit",
        "heid",
        "ene",
        "a",
        "o",
        "i",
    ]
    for base in ("dy", "skat", "maan", "presid", "govern", "tank", "libr", "colla", "brood", "gener"):
        for ending in endings:
            root = stem(base + ending, language)
            assert (base + ending).startswith(root[: max(1, len(root) - 2)]), (base + ending, root)
