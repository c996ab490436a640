"""What a curator says of single blocks, laid over what cleaning found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.cleaning import clean
from archive.cleaning.cutting import pieces_of
from archive.cleaning.furniture import fingerprint
from archive.cleaning.overruling import BlockKey, keyed_parts, overrule
from archive.documents import Block, BlockKind
from tests.cleaning.pages import PARAGRAPHS, article, in_place, markup_page, rules_of, text_page


def key(text: str, occurrence: int = 0) -> BlockKey:
    return BlockKey(fingerprint(text), occurrence)


def test_block_taken_out_is_a_removal_in_its_place() -> None:
    document = overrule(clean(text_page(article())), {key(PARAGRAPHS[1]): False})
    assert rules_of(document) == {PARAGRAPHS[1]: "curators-word"}
    assert [part.text for part in in_place(document)] == [*PARAGRAPHS]


def test_removal_restored_is_a_block_in_its_place() -> None:
    found = clean(text_page(article("Comments")))
    document = overrule(found, {key("Comments"): True})
    assert document.removals == ()
    assert [block.text for block in document.blocks][1] == "Comments"


def test_restored_block_has_its_kind_and_markup_from_the_page() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    raw = markup_page(f"<article>{paragraphs}<h2>Read <em>more</em> about it</h2></article>")
    found = clean(raw)
    words = {key("Read more about it"): True}
    assert overrule(found, words, pieces_of(raw)).blocks[-1] == Block(
        len(PARAGRAPHS), "Read more about it", BlockKind.HEADING, "Read <em>more</em> about it"
    )
    assert overrule(found, words).blocks[-1] == Block(len(PARAGRAPHS), "Read more about it")


def test_words_find_the_block_wherever_it_stands_now() -> None:
    words = {key(PARAGRAPHS[2]): False}
    moved = clean(text_page("\n\n".join(reversed(PARAGRAPHS))))
    assert [block.text for block in overrule(moved, words).blocks] == [PARAGRAPHS[3], PARAGRAPHS[1], PARAGRAPHS[0]]


def test_words_tell_blocks_of_the_same_text_apart() -> None:
    found = clean(text_page("\n\n".join([PARAGRAPHS[0], "Silence.", *PARAGRAPHS[1:3], "Silence.", PARAGRAPHS[3]])))
    document = overrule(found, {key("Silence.", 1): False})
    assert [part.text == "Silence." and isinstance(part, Block) for part in in_place(document)] == [
        *(False, True, False, False, False, False)
    ]


def test_words_on_blocks_that_are_not_there_do_nothing() -> None:
    found = clean(text_page(article()))
    assert overrule(found, {key("Gone"): True, key(PARAGRAPHS[0], 1): False}) == found


@given(st.lists(st.booleans(), min_size=12, max_size=12))
def test_overruling_loses_no_text(wanted: list[bool]) -> None:
    found = clean(text_page(article("Comments", "Share this", after=("Accept all cookies", *PARAGRAPHS[:2]))))
    words = {each: keep for (each, _), keep in zip(keyed_parts(found), wanted, strict=False)}
    document = overrule(found, words)
    assert [part.text for part in in_place(document)] == [part.text for part in in_place(found)]
    assert [isinstance(part, Block) for part in in_place(document)] == list(words.values())
