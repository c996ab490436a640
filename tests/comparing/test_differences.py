from hypothesis import given
from hypothesis import strategies as st

from archive.comparing import Change, Edits, Piece, compare, edits_between

BEFORE = (
    "The minister said on Monday that talks would go on. No date was given.\n\n"
    "The embassy did not answer questions.\n\nThe port stays closed."
)
TEXTS = st.text(alphabet=st.sampled_from("ab é漢.\n ,’-"), max_size=60)


@given(TEXTS, TEXTS)
def test_pieces_give_back_both_texts(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == after
    assert all(piece.text for piece in pieces)


def test_compare_marks_the_words_that_changed() -> None:
    assert compare("Talks end on Monday.", "Talks begin on Tuesday.") == [
        Piece(Change.SAME, "Talks "),
        Piece(Change.REMOVED, "end"),
        Piece(Change.ADDED, "begin"),
        Piece(Change.SAME, " on "),
        Piece(Change.REMOVED, "Monday"),
        Piece(Change.ADDED, "Tuesday"),
        Piece(Change.SAME, "."),
    ]


def test_compare_leaves_no_chance_words_between_long_changes() -> None:
    before = "Both states kept out of military alliances during the Cold War. The last country to join was Albania."
    after = "In Washington the White House promised to stand by both. The last country to join was Albania."
    assert [(piece.change, piece.text) for piece in compare(before, after)] == [
        (Change.REMOVED, "Both states kept out of military alliances during the Cold War"),
        (Change.ADDED, "In Washington the White House promised to stand by both"),
        (Change.SAME, ". The last country to join was Albania."),
    ]
    assert [piece.text for piece in compare("The quick brown fox jumps.", "The quick red fox leaps.")] == [
        *("The quick ", "brown", "red", " fox ", "jumps", "leaps", "."),
    ]


def test_compare_leaves_paragraphs_alone_that_did_not_change() -> None:
    after = BEFORE.replace("\n\nThe embassy did not answer questions.", "")
    assert [(piece.change, piece.text) for piece in compare(BEFORE, after) if piece.change is not Change.SAME] == [
        (Change.REMOVED, "The embassy did not answer questions.\n\n"),
    ]


def test_compare_shows_a_passage_whole_where_aligning_it_would_take_too_long() -> None:
    one, other = "a " * 30_000, "b " * 30_000
    assert compare(one, other) == [Piece(Change.REMOVED, one), Piece(Change.ADDED, other)]


def test_a_removed_sentence_is_a_silent_edit() -> None:
    edits = edits_between("Talks", BEFORE, "Talks", BEFORE.replace("The embassy did not answer questions.", ""))
    assert edits.removed == ("The embassy did not answer questions.",)
    assert (edits.headline, edits.added, edits.reworded, edits.silent) == (False, (), (), True)


def test_a_changed_headline_is_a_silent_edit() -> None:
    edits = edits_between("Talks end", BEFORE, "Talks go on", BEFORE)
    assert (edits.headline, edits.silent) == (True, True)


def test_a_reworded_sentence_is_named_with_both_wordings() -> None:
    after = BEFORE.replace("on Monday that talks would go on", "on Tuesday that talks would not go on")
    edits = edits_between("Talks", BEFORE, "Talks", after)
    assert edits.reworded == (
        (
            "The minister said on Monday that talks would go on.",
            "The minister said on Tuesday that talks would not go on.",
        ),
    )
    assert edits.silent


def test_an_edit_that_the_article_owns_up_to_is_not_silent() -> None:
    for note in (
        "Correction: an earlier version named the wrong day.",
        "This article was amended on 3 May.",
        "This story has been updated.",
        "Korrektur: In einer früheren Version stand ein falscher Tag.",
        "Rectificatif : le texte nommait un autre jour.",
        "Fe de erratas: el día era otro.",
        "更正:原文日期有误。",
    ):
        after = BEFORE.replace("Monday", "Tuesday") + f"\n\n{note}"
        assert edits_between("Talks", BEFORE, "Talks", after).explained, note


def test_a_later_addition_alone_misleads_nobody() -> None:
    edits = edits_between("Talks", BEFORE, "Talks", BEFORE + "\n\nThe ministry sent a statement in the evening.")
    assert edits.added == ("The ministry sent a statement in the evening.",)
    assert not edits.silent


def test_quotes_dashes_and_case_are_no_change() -> None:
    edits = edits_between("“Peace” – at last", "It’s over.", '"Peace" - At last', "It's over.")
    assert edits == Edits()
