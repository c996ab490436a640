"""Which copy of a line stays, and pages that were extracted before."""

from __future__ import annotations

import numpy as np

from archive.cleaning import clean, evidence, judging, repetition, structural
from archive.cleaning.blocks import Place
from archive.cleaning.rules import Rule
from archive.cleaning.tree import HINT_BITS
from tests.cleaning.pages import PARAGRAPHS, text_page

LEAD = "The foreign ministers of the four coastal states met in Harbourtown on Monday."


def rules(lines: list[str], scores: list[float]) -> dict[int, Rule]:
    """The copies that are to go."""
    return repetition.repeated_rules(evidence.gather(lines), np.asarray(scores, dtype=np.float32))


def test_repeated_rules_keep_the_first_of_two_copies() -> None:
    lines = [PARAGRAPHS[0], LEAD, PARAGRAPHS[1], LEAD, PARAGRAPHS[3]]
    assert rules(lines, [2, 2, 2, 2, 2]) == {3: Rule.REPEATED_LINE}


def test_repeated_rules_keep_the_copy_that_stands_in_the_article() -> None:
    lines = ["Home", LEAD, "World", "Sport", LEAD, PARAGRAPHS[1], PARAGRAPHS[3]]
    assert rules(lines, [-3, 1, -3, -3, 1, 3, 3]) == {1: Rule.REPEATED_LINE}


def test_repeated_rules_leave_short_lines_alone() -> None:
    assert rules(["Host:", PARAGRAPHS[0], "Host:", PARAGRAPHS[1]], [1, 1, 1, 1]) == {}


def test_was_extracted_tells_prose_alone_from_a_page_with_menus() -> None:
    menu = ["Share", "Log in", "Subscribe", "Reply", "Read more"]
    assert judging.was_extracted(evidence.gather(list(PARAGRAPHS)))
    assert not judging.was_extracted(evidence.gather([*menu, *PARAGRAPHS]))


def test_clean_keeps_a_repeated_line_of_a_page_extracted_before() -> None:
    page = "\n\n".join((*PARAGRAPHS, PARAGRAPHS[2], PARAGRAPHS[3]))
    assert clean(text_page(page)).text == page


def places(hints: list[int]) -> list[Place]:
    """Blocks side by side in elements of these names."""
    return [
        Place(tag=1, depth=3, hints=bits, inherited=bits, links=0, parent=1, grandparent=0, hidden=False, breaks=False)
        for bits in hints
    ]


def test_structural_rules_take_a_comment_section_out() -> None:
    bits = [0, 0, 0, HINT_BITS["comment"]]
    found = structural.structural_rules(places(bits), evidence.gather(list(PARAGRAPHS)), np.asarray([2, 2, 2, -2]))
    assert found == {3: Rule.COMMENT_SECTION}


def test_structural_rules_do_not_believe_a_name_about_the_likely_article() -> None:
    lines = [*PARAGRAPHS, *("A word of the editors on how they count comments." for _ in range(3))]
    bits = [HINT_BITS["comment"]] * 2 + [0] * 5
    seen = evidence.gather(lines)
    assert structural.structural_rules(places(bits), seen, np.asarray([3, 3, -1, -1, -2, -2, -2])) == {}


def test_lines_of_the_same_letters_in_other_words_are_no_copies() -> None:
    seen = evidence.gather(["UK", "U.K.", "20", "2 0", "u k"])
    assert seen.columns["repeats"].tolist() == [1, 2, 1, 1, 2]
    assert seen.columns["later"].tolist() == [0, 0, 0, 0, 1]
