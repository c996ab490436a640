"""The tree a query is read into; pure, known to the reader of queries and to every engine.

Leaves hold folded forms (`archive.search.words`), so a tree says exactly what is looked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from archive.search.results import Facet


class TextField(StrEnum):
    """Where words are looked for; without a field, in all three."""

    TITLE = "title"
    LEAD = "lead"
    TEXT = "text"


LEAD_WORDS = 50
"""The lead is so many words from the beginning of the text."""


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any inflection: compared by stems in texts whose language has a stemmer.

    ``at_least`` asks for that many occurrences in one field.
    """

    form: str
    field: TextField | None = None
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words exactly as written, next to each other.

    With ``within`` they may stand in any order with at most so many other words between them, all told.
    """

    forms: tuple[str, ...]
    field: TextField | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that fit a pattern of letters, ``*`` (any number of characters) and ``?`` (one)."""

    glob: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """Words, phrases and patterns that stand together in one paragraph; each part asks for the text."""

    parts: tuple[Word | Phrase | Pattern, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Articles with a value in a facet."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Articles published in a range of days, both included and either open; undated ones never are."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but the part."""

    part: Node


Node = Everything | Nothing | Word | Phrase | Pattern | Same | Tagged | Dated | And | Or | Not


def conjunction(parts: list[Node]) -> Node:
    """All of the parts, flattened, each once; everything where there is none."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else [part])
    kept = [part for part in dict.fromkeys(flat) if not isinstance(part, Everything)]
    if any(isinstance(part, Nothing) for part in kept):
        return Nothing()
    return And(tuple(kept)) if len(kept) > 1 else kept[0] if kept else Everything()


def disjunction(parts: list[Node]) -> Node:
    """Any of the parts, flattened, each once; nothing where there is none."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else [part])
    kept = [part for part in dict.fromkeys(flat) if not isinstance(part, Nothing)]
    if any(isinstance(part, Everything) for part in kept):
        return Everything()
    return Or(tuple(kept)) if len(kept) > 1 else kept[0] if kept else Nothing()


def negation(part: Node) -> Node:
    """Everything but the part; two negations cancel out."""
    if isinstance(part, Not):
        return part.part
    if isinstance(part, Everything):
        return Nothing()
    return Everything() if isinstance(part, Nothing) else Not(part)


def shown(node: Node) -> str:
    """The tree in the query language itself: reading it again gives the same tree."""
    return "" if isinstance(node, Everything) else _shown(node)


def _shown(node: Node) -> str:  # noqa: PLR0911 - one a kind of node
    match node:
        case Everything():
            return "*"
        case Nothing():
            return "NOT *"
        case Word(form, field, at_least):
            return _prefixed(field, f"atleast{at_least}:{form}" if at_least > 1 else form)
        case Phrase(forms, field, within):
            return _prefixed(field, f'"{" ".join(forms)}"' + ("" if within is None else f"~{within}"))
        case Pattern(glob, field):
            return _prefixed(field, glob)
        case Same(parts):
            return f"same:({' '.join(_shown(replace(part, field=None)) for part in parts)})"
        case Tagged(facet, value):
            return f"{facet.value}:{value}"
        case Dated(since, until):
            return f"on:{since or ''}..{until or ''}" if since != until else f"on:{since}"
        case And(parts):
            return " AND ".join(_enclosed(part, Or) for part in parts)
        case Or(parts):
            return " OR ".join(_enclosed(part, And) for part in parts)
        case Not(part):
            return f"NOT {_enclosed(part, And | Or)}"


def _prefixed(field: TextField | None, text: str) -> str:
    return f"{field.value}:{text}" if field else text


def _enclosed(node: Node, kinds: type | object) -> str:
    text = _shown(node)
    return f"({text})" if isinstance(node, kinds) else text  # type: ignore[arg-type]


def positive_leaves(node: Node) -> list[Word | Phrase | Pattern]:
    """What a found article is found by, for highlighting: the text leaves that are not negated."""
    match node:
        case Word() | Phrase() | Pattern():
            return [node]
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in positive_leaves(part)]
        case Same(parts):
            return list(parts)
        case _:
            return []
