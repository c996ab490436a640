"""What a word, phrase or value means in the scope of a field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.search.query import (
    And,
    Dated,
    Everything,
    Node,
    Pattern,
    Phrase,
    Same,
    Tagged,
    TextField,
    Word,
    conjunction,
)
from archive.search.results import UNDATED_YEAR, Facet
from archive.search.tokens import Kind, Token
from archive.search.words import LONGEST_WORD, fold, query_forms
from archive.slugs import slug_of

TEXT_FIELDS = {
    "title": TextField.TITLE,
    "headline": TextField.TITLE,
    "lead": TextField.LEAD,
    "text": TextField.TEXT,
}
FACET_FIELDS = {
    **{facet.value: facet for facet in Facet},
    "organization": Facet.ORGANISATION,
    "lang": Facet.LANGUAGE,
}
DATE_FIELDS = ("before", "after", "on")
SAME = "same"
"""What stands behind it must stand in one paragraph."""
FIELD_NAMES = {*TEXT_FIELDS, *FACET_FIELDS, *DATE_FIELDS, SAME}
"""Every name that may stand before a colon, besides ``atleast`` with a number."""
MAX_WITHIN = 1_000
"""Words that a proximity phrase may have between its own."""

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_SEPARATORS = re.compile(r"[^\w*?]+|_")
_STARS = re.compile(r"\*+")


@dataclass(frozen=True, slots=True)
class Scope:
    """The field that words are read in; at most one of facet and day is set."""

    field: TextField | None = None
    facet: Facet | None = None
    day: str = ""
    at_least: int = 1


def scope_named(name: str, outer: Scope) -> Scope:
    """The scope of a field's name inside another scope; text fields and ``atleast`` combine."""
    if name in TEXT_FIELDS:
        return replace(outer, field=TEXT_FIELDS[name], facet=None, day="")
    if name in FACET_FIELDS:
        return Scope(facet=FACET_FIELDS[name])
    if name in DATE_FIELDS:
        return Scope(day=name)
    if name == SAME:
        return Scope(field=TextField.TEXT)
    return replace(outer, facet=None, day="", at_least=max(1, int(name.removeprefix("atleast"))))


def together(found: Node, notes: list[str]) -> Node:
    """What was read behind ``same:``, asked to stand in one paragraph."""
    if isinstance(found, Phrase) and found.within is None and len(found.forms) > 1:
        return Same(tuple(Phrase((form,), found.field) for form in dict.fromkeys(found.forms)))
    parts = found.parts if isinstance(found, And) else (found,)
    leaves = tuple(part for part in parts if isinstance(part, Word | Phrase | Pattern) and part.field is TextField.TEXT)
    if len(leaves) < len(parts):
        notes.append("“same:” takes words, phrases and patterns that should all stand in one paragraph.")
        return found
    return Same(leaves) if len(leaves) > 1 else found


def operand(token: Token, scope: Scope, notes: list[str]) -> Node | None:
    """The node of a word or phrase; None where it says nothing, with a note where that may surprise."""
    if scope.facet:
        return _tagged(token.text, scope.facet, notes)
    if scope.day:
        return _dated(token.text, scope.day, notes)
    wild = token.kind is Kind.WORD and ("*" in token.text or "?" in token.text)
    found = _pattern(token.text, scope) if wild else _words(token, scope, notes)
    if scope.at_least > 1 and isinstance(found, Phrase | Pattern):
        notes.append(f"“atleast{scope.at_least}:” counts single words without quotes or *, so it was left out here.")
    return found


def _words(token: Token, scope: Scope, notes: list[str]) -> Node | None:
    """A word, or several next to each other: a quoted one, or one with hyphens in it."""
    forms = tuple(query_forms(token.text))
    if not forms:
        return None
    if token.kind is Kind.PHRASE or len(forms) > 1:
        within = token.within if len(forms) > 1 else None
        if within is not None and within > MAX_WITHIN:
            notes.append(f"At most {MAX_WITHIN:,} words may stand between the words of a phrase.")
            within = MAX_WITHIN
        return Phrase(forms, scope.field, within)
    return _word(forms[0], scope)


def _word(form: str, scope: Scope) -> Node:
    """A word; a lone character of a script cut in pairs is the beginning of every pair it begins."""
    if len(form) == 1 and len(query_forms(form * 3)) == 2:
        return Pattern(f"{form}*", scope.field)
    return Word(form, scope.field, scope.at_least)


def _pattern(text: str, scope: Scope) -> Node | None:
    """A word with wildcards; pieces between other marks are words of their own.

    A question mark at the end ends a question, as in "who won?".
    """
    parts: list[Node] = []
    for piece in _SEPARATORS.split(fold(text)):
        glob = _STARS.sub("*", piece)[:LONGEST_WORD].rstrip("?")
        if glob == "*":
            parts.append(Everything())
        elif "*" in glob or "?" in glob:
            parts.append(Pattern(glob, scope.field))
        else:
            parts += [_word(form, scope) for form in query_forms(glob)]
    return conjunction(parts) if parts else None


def _tagged(text: str, facet: Facet, notes: list[str]) -> Node | None:
    """A facet's value: names become slugs."""
    value = slug_of(text)
    if facet is Facet.YEAR and value != UNDATED_YEAR and not re.fullmatch(r"\d{4}", value):
        notes.append(f"“{text[:40]}” is no year: write year:1994 or year:undated.")
        return None
    if not value:
        notes.append(f"“{facet.value}:” had no name behind it and was left out.")
        return None
    return Tagged(facet, value)


def _dated(text: str, sense: str, notes: list[str]) -> Node | None:
    """Days before, after or in what is given; ``on:`` takes a range with two dots as well."""
    first, dots, last = text.partition("..")
    if sense == "on" and dots:
        start, end = _span(first), _span(last)
        if (first and not start) or (last and not end) or not (first or last):
            notes.append(_no_date(text))
            return None
        if start and end and start[0] > end[1]:
            notes.append(f"“{text[:40]}” ends before it begins, so the ends were swapped.")
            start, end = end, start
        return Dated(start[0] if start else None, end[1] if end else None)
    span = _span(text)
    if span is None:
        notes.append(_no_date(text))
        return None
    if sense == "on":
        return Dated(*span)
    if sense == "before":
        return Dated(None, span[0] - timedelta(days=1)) if span[0] > date.min else Dated(None, date.min)
    return Dated(span[1] + timedelta(days=1), None) if span[1] < date.max else Dated(date.max, None)


def _span(text: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day; None where it is none of these."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        start = date(year or 0, month or 1, day or 1)
        if day:
            return start, start
        if month:
            following = date(start.year + start.month // 12, start.month % 12 + 1, 1) if start.year < 9999 else None
            return start, following - timedelta(days=1) if following else date(9999, month, 28)
        return start, date(start.year, 12, 31)
    except ValueError:
        return None


def _no_date(text: str) -> str:
    return f"“{text[:40]}” is no date: write 2024, 2024-03 or 2024-03-15."
