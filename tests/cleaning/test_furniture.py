"""Lines that recur on the pages of one source."""

from __future__ import annotations

from archive.cleaning import Furniture, clean, line_fingerprints
from archive.cleaning.furniture import fingerprint
from tests.cleaning.pages import PARAGRAPHS, article, rules_of, text_page

MOTTO = "The Coast News, read by those who work at sea and by those who wait for them on land since 1921."


def test_fingerprint_ignores_case_blanks_and_punctuation() -> None:
    assert fingerprint("The  Coast News!") == fingerprint("the coast news")
    assert fingerprint("The Coast News") != fingerprint("The Coast Mews")


def test_line_fingerprints_counts_a_line_once() -> None:
    assert len(line_fingerprints(text_page("One line.\nOne line.\nAnother line."))) == 2


def test_without_takes_out_a_line_of_several_other_pages() -> None:
    page = text_page(article(MOTTO))
    others = [line_fingerprints(text_page(f"{MOTTO}\n\nAnother article, number {number}.")) for number in range(2)]
    furniture = Furniture.learned([line_fingerprints(page), *others])
    document = furniture.without(clean(page))
    assert rules_of(document) == {MOTTO: "known-furniture"}
    assert document.text == "\n\n".join(PARAGRAPHS)


def test_without_keeps_a_line_of_one_other_page() -> None:
    page = text_page(article(MOTTO))
    furniture = Furniture.learned([line_fingerprints(page), line_fingerprints(text_page(MOTTO))])
    assert rules_of(furniture.without(clean(page))) == {}


def test_furniture_obeys_the_curator() -> None:
    mark = fingerprint(MOTTO)
    assert not Furniture(pages={mark: 90}, kept=frozenset({mark})).holds(mark)
    assert Furniture(removed=frozenset({mark})).holds(mark)
