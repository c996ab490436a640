"""Lines that ask the reader for something."""

from __future__ import annotations

import pytest

from archive.cleaning import clean
from tests.cleaning.pages import PARAGRAPHS, article, rules_of, text_page


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Our people on four coasts write to you once a week. Sign up here.", "subscribe-box"),
        ("Get the Coast app for breaking news alerts Download now", "subscribe-box"),
        ("You have read all your free articles. Subscribe now for one coin a week to read on.", "subscribe-box"),
        ("Share: Facebook · X · WhatsApp · Email", "share-bar"),
        ("Tags: fish, harbours, four states", "footer-line"),
        ("TOPICS: Fish / Harbours", "footer-line"),
        ("Lesen Sie auch Was wird aus dem Hafen?", "read-also"),
        ("(desk@coast.example)", "footer-line"),
        ("RELATED PHOTOS", "related-list"),
        ("Diese Seite verwendet Cookies", "consent-text"),
    ],
)
def test_clean_takes_out_lines_that_ask_or_file(line: str, rule: str) -> None:
    document = clean(text_page(article(line)))
    assert document.text == "\n\n".join(PARAGRAPHS)
    assert rules_of(document) == {line: rule}


@pytest.mark.parametrize(
    "line",
    [
        "The ministers asked the fishermen of all four coasts to register, and most of them did so within a week.",
        "Topics for the autumn: the size of the nets, the length of the season, and who pays for the office.",
    ],
)
def test_clean_keeps_sentences_that_only_sound_like_it(line: str) -> None:
    assert line in clean(text_page(article(line))).text
