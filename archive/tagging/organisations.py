"""Organisations that no list knows, found by their form: "Ministry of …", "… Foundation", "… Inc"."""

from __future__ import annotations

import re

from archive.slugs import slug_of
from archive.tagging.alliances import AllianceMention
from archive.tagging.divisions import Cut
from archive.tagging.known import Named
from archive.tagging.members import ORGANISATION
from archive.tagging.reading import Reading

_OF = re.compile(r"(?: (?:of|for)(?: the)? [A-Z][\w'&-]*(?:,? (?:and |& )?[A-Z][\w'&-]*(?<!'s))*)+")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])\d{1,3}(?:st|nd|rd|th) $")
_ORDINALS = ("st ", "nd ", "rd ", "th ")
QUALIFIERS = 2
"""Words between a country and a body's own word ("Norwegian Foreign Ministry")."""

LONGEST = 90
"""Characters; what is longer is a heading."""


def formed_organisations(
    reading: Reading, bodies: list[tuple[int, Cut]], countries: list[Named]
) -> list[AllianceMention]:
    """Give the organisations that are known by the form of their name alone.

    The name ends with its last word for a body ("Ministry"), with what "of" adds to it; a name of general words
    only ("Constitutional Court") counts with a country before it or such an addition.
    """
    before = {one.end: one.start for one in countries}
    mentions, text = [], reading.folded
    for begin, cut in bodies:
        core = cut.core
        if core is None:
            continue
        start, end, special = begin + core.start, begin + core.end, core.special
        more = _OF.match(text, end) if text.startswith((" of ", " for "), end) else None
        if more:
            end, special = more.end(), True
        if text.endswith(_ORDINALS, 0, start) and (number := _NUMBER_BEFORE.search(text, max(0, start - 6), start)):
            start, special = number.start(), True
        if core.after_country and start - 1 in before and text[start - 1] == " ":
            start, special = before[start - 1], True
        elif not core.is_state and (country := _country_before(text, start, before)) >= 0:
            start, special = country, True
        if not special:
            continue
        written = reading.written[start:end]
        name = " ".join(written.split())
        if " " in name and len(name) <= LONGEST and "\n\n" not in written:
            mentions.append(
                AllianceMention(start, end, ORGANISATION, slug_of(name), name, "organisation-form", name, ())
            )
    return mentions


def _country_before(text: str, start: int, countries: dict[int, int]) -> int:
    """Give where a country begins that stands before the words of a body ("Norwegian Foreign Ministry"); else -1."""
    begin = start
    for _ in range(QUALIFIERS):
        begin = text.rfind(" ", 0, begin - 1) + 1
        if not text[begin].isupper():
            break
        if begin - 1 in countries:
            return countries[begin - 1]
    return -1
