"""Two persons of one surname are told apart by how the text addresses them."""

from __future__ import annotations

from archive.documents import ActorKind
from archive.tagging import Authority, tag_text


def _mentions(text: str, authority: Authority) -> list[tuple[str, str]]:
    tagged = tag_text("", text, authority)
    return [(one.surface, one.slug) for one in tagged.mentions if one.kind is ActorKind.PERSON]


def test_mr_and_mrs_of_one_surname_are_told_apart(authority: Authority) -> None:
    text = "James Whitlock came late with his wife Susan Whitlock. Mr. Whitlock apologised. Mrs. Whitlock did not."
    assert _mentions(text, authority) == [
        ("James Whitlock", "james-whitlock"),
        ("Susan Whitlock", "susan-whitlock"),
        ("Whitlock", "james-whitlock"),
        ("Whitlock", "susan-whitlock"),
    ]


def test_given_names_tell_two_of_one_surname_apart(authority: Authority) -> None:
    text = "Howard Marlowe was fined. His brother Joe Marlowe paid. Howard thanked him, and Marlowe wept."
    assert _mentions(text, authority) == [
        ("Howard Marlowe", "howard-marlowe"),
        ("Joe Marlowe", "joe-marlowe"),
        ("Howard", "howard-marlowe"),
        ("Marlowe", "howard-marlowe"),
    ]
