"""Which lines a source's pages teach as furniture, and which they don't."""

from __future__ import annotations

import random

from archive.cleaning import clean
from archive.cleaning.furniture import Furniture, fingerprint
from archive.cleaning.recurring import EXAMPLES, PageLines, Sketch, SourceLines, line_size
from archive.documents import CleanDocument
from tests.cleaning.pages import PARAGRAPHS, article, rules_of, text_page

MOTTO = "The Coast News, for those at sea and those who wait."
BACKGROUND = (
    "The strait has been claimed by both states since the treaty of 1921, which left its northern half out, and no "
    "court has ever been asked to rule on it."
)
WORDS = [
    *("harbour", "minister", "vessel", "treaty", "quota", "season", "council", "letter", "border", "engine"),
    *("winter", "cargo", "island", "speaker", "ballot", "fisher", "mayor", "signal", "market", "coast"),
]


def prose(seed: int, sentences: int = 4) -> list[str]:
    """Sentences that no other seed gives."""
    chosen = random.Random(seed)
    return [
        f"Sentence {seed}-{number} says that the {' '.join(chosen.choices(WORDS, k=14))}."
        for number in range(sentences)
    ]


def forgotten(_number: int) -> Sketch:
    return {}


def learned(*pages: list[str]) -> SourceLines:
    source = SourceLines()
    for number, lines in enumerate(pages):
        source.add(number, PageLines.of(lines), forgotten)
    return source


def furniture_of(*pages: list[str]) -> set[str]:
    furniture = learned(*pages).furniture()
    return {line for page in pages for line in page if furniture.holds(fingerprint(line))}


def test_line_of_three_different_articles_is_furniture() -> None:
    assert furniture_of(*([*prose(seed), MOTTO] for seed in range(3))) == {MOTTO}


def test_line_of_two_articles_is_not_furniture() -> None:
    assert furniture_of(*([*prose(seed), MOTTO] for seed in range(2))) == set()


def test_lines_of_one_article_captured_often_are_not_furniture() -> None:
    states = [[*prose(1), *prose(2), f"Updated at {hour} o'clock", MOTTO] for hour in range(9)]
    assert furniture_of(*states) == set()


def test_lines_of_near_copies_are_not_furniture_though_each_has_a_sentence_of_its_own() -> None:
    copies = [[*prose(1), *prose(2), *prose(100 + number, 1), MOTTO] for number in range(9)]
    assert furniture_of(*copies) == set()


def test_near_copies_count_as_one_of_the_articles() -> None:
    copies = [[*prose(1), *prose(2), MOTTO]] * 4
    assert furniture_of(*copies, [*prose(3), MOTTO]) == set()
    assert furniture_of(*copies, [*prose(3), MOTTO], [*prose(4), MOTTO]) == {MOTTO}


def test_background_sentence_of_a_few_articles_is_not_furniture() -> None:
    pages = [[*prose(seed), BACKGROUND] for seed in range(4)]
    others = [prose(seed) for seed in range(10, 40)]
    assert furniture_of(*pages) == set()
    assert furniture_of(*pages, *([*prose(seed), BACKGROUND] for seed in (7, 8)), *others) == set()


def test_sentence_of_most_articles_is_furniture() -> None:
    assert furniture_of(*([*prose(seed), BACKGROUND] for seed in range(EXAMPLES))) == {BACKGROUND}


def test_pages_without_text_teach_nothing() -> None:
    assert furniture_of(*([f"Photo {number}", MOTTO] for number in range(9))) == set()


def test_long_furniture_does_not_make_pages_alike_once_it_is_known() -> None:
    legal = [f"Clause {number} of the terms: {' '.join(WORDS)} and so on." for number in range(3)]
    pages = [[*prose(seed, 16), *legal, MOTTO] for seed in range(EXAMPLES)]
    short = [[*prose(seed, 2), *legal, f"Label {seed % 2}"] for seed in range(50, 56)]
    assert furniture_of(*pages, *short) == {*legal, MOTTO, "Label 0", "Label 1"}


def test_learning_in_any_order_finds_the_same() -> None:
    pages = [[*prose(seed), MOTTO, f"Topic {seed % 3}"] for seed in range(9)]
    shuffled = random.Random(5).sample(pages, len(pages))
    assert furniture_of(*pages) == furniture_of(*shuffled) == {MOTTO, "Topic 0", "Topic 1", "Topic 2"}


def test_pages_of_an_earlier_run_are_recalled() -> None:
    first = PageLines.of([*prose(1), MOTTO])
    source = learned([*prose(2), MOTTO], [*prose(3), MOTTO])
    source.lines[fingerprint(MOTTO)].examples = (0, 90)
    source.sketches = {0: source.sketches[0]}
    asked: list[int] = []

    def recall(number: int) -> Sketch:
        asked.append(number)
        return first.sketch

    source.add(2, PageLines.of([*prose(4), MOTTO]), recall)
    assert (asked, source.lines[fingerprint(MOTTO)].examples) == ([90], (0, 90, 2))


def test_forgetting_keeps_what_recurs_and_what_is_recent() -> None:
    source = learned(*([*prose(seed), MOTTO] for seed in range(6)))
    source.forget(1)
    assert list(source.sketches) == [5]
    assert set(source.lines) == {fingerprint(line) for line in [MOTTO, *prose(5)]}


def test_size_counts_ideographs_twice() -> None:
    assert (line_size("harbour"), line_size("Größe"), line_size("外相ら")) == (7, 5, 6)


def test_text_of_a_line_is_kept_from_the_second_page_on() -> None:
    source = learned([*prose(1), MOTTO], [*prose(2), MOTTO])
    assert {line.text for line in source.lines.values()} == {"", MOTTO}


def cleaned(*extra: str) -> CleanDocument:
    return clean(text_page(article(*extra)))


def test_furniture_is_moved_to_the_removals_in_its_place() -> None:
    document = Furniture(removed=frozenset({fingerprint(MOTTO)})).without(cleaned(MOTTO))
    assert rules_of(document) == {MOTTO: "known-furniture"}
    assert [block.position for block in document.blocks] == [0, 2, 3, 4]
    assert document.text == "\n\n".join(PARAGRAPHS)


def test_furniture_leaves_other_removals_their_rule() -> None:
    document = cleaned("Comments")
    furniture = Furniture(pages={fingerprint("Comments"): 50})
    assert furniture.without(document) == document
    assert rules_of(document)["Comments"] != "known-furniture"


def test_furniture_that_would_take_most_of_an_article_is_not_believed() -> None:
    document = cleaned()
    marks = {fingerprint(text): 9 for text in PARAGRAPHS[:3]}
    assert Furniture(pages=marks).without(document) == document
    assert [block.text for block in Furniture(removed=frozenset(marks)).without(document).blocks] == [*PARAGRAPHS[3:]]
