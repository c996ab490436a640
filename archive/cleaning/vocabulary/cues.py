"""The kinds of vocabulary that cleaning looks for, and what a language's table holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Cue(IntEnum):
    """A kind of phrase. The number is its column in the evidence."""

    CONSENT = 0
    """Cookies, tracking, privacy choices."""
    COMMENTS_HEAD = 1
    """The line that opens a comment section or its form."""
    COMMENT_ITEM = 2
    """Buttons and marks around a single comment: reply, report, permalink."""
    FORM = 3
    """Fields and hints of a form or of logging in."""
    SHARING = 4
    """Share bars and the names of social networks."""
    SUBSCRIPTION = 5
    """Newsletters, subscriptions, paywalls, donations."""
    RELATED = 6
    """Links to other articles."""
    ADVERTISING = 7
    """Labels of advertisements."""
    BYLINE = 8
    """Who wrote it."""
    CAPTION = 9
    """Pictures, their credits, galleries and players."""
    FOOTER = 10
    """Copyright, terms, imprint, about."""
    NAVIGATION = 11
    """Menus, sections, paging, search."""
    DATING = 12
    """Published, updated, minutes to read."""


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """The vocabulary of one language; every phrase in lower case.

    ``spaced`` is False for scripts that put no spaces between words, where a phrase may stand inside a
    longer run of letters.
    """

    code: str
    phrases: Mapping[Cue, tuple[str, ...]]
    function_words: frozenset[str]
    """The commonest small words: their share of a line tells prose from lists of names."""
    months: tuple[tuple[str, ...], ...]
    """For January to December, every name and short form."""
    person_words: frozenset[str] = frozenset()
    """I, me, you, your: commoner in comments, consent texts and appeals than in news."""
    byline_before: tuple[str, ...] = ()
    """What stands before a writer's name in a byline ("by")."""
    byline_after: tuple[str, ...] = ()
    """What stands behind it in languages that put it there."""
    unnamed_bylines: tuple[str, ...] = ()
    """Bylines that name nobody ("from our correspondent"); a place may follow."""
    pointers: tuple[str, ...] = ()
    """Before a colon they point to another article ("also read: ...")."""
    date_words: frozenset[str] = frozenset()
    """Weekday names and small words that may stand in a date line."""
    spaced: bool = True


def words(text: str) -> frozenset[str]:
    """The words of a string that lists them with blanks between."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a string that lists them with ``|`` between, over as many lines as needed."""
    return tuple(part for part in (" ".join(piece.split()) for piece in text.split("|")) if part)


def months(text: str) -> tuple[tuple[str, ...], ...]:
    """Month names: twelve groups with ``|`` between, the forms of one month with blanks between."""
    return tuple(tuple(group.split()) for group in text.split("|"))
