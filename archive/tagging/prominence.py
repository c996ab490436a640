"""Prominence: how much an article is about an actor, from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterable

from archive.documents import Mention, Place
from archive.tagging.members import IN_LEAD, IN_TITLE

TITLE_SHARE, LEAD_SHARE, OFTEN_SHARE, SPREAD_SHARE = 0.35, 0.2, 0.3, 0.15
"""In the title; in the lead; how often beside the most named actor; over how much of the text."""

ABOUT = 0.5
"""From this prominence on an article is about an actor, below it only names it. Half can't be reached by one of the
four alone, nor by a passing word in the headline (.35 and a little): it takes headline or lead and to be among the
most named, or to be named all over the text. In the sample collection that is one mention in six."""

PARTS = 5
"""The text is cut into so many equal parts to see how far an actor is spread over it."""


def prominence(mentions: Iterable[Mention], most: int, text_length: int) -> float:
    """Give the prominence of one actor from its mentions; ``most`` is the count of the most named actor of the kind."""
    tally = Tally()
    for mention in mentions:
        tally.add(mention.place, mention.start, text_length)
    return tally.prominence(most)


class Tally:
    """Where one actor is named: how often, in the title, in the lead, and in which parts of the text as bits."""

    __slots__ = ("count", "in_lead", "in_title", "parts")

    def __init__(self) -> None:
        self.count = self.parts = 0
        self.in_title = self.in_lead = False

    def add(self, place: Place, start: int, text_length: int) -> None:
        """Take a mention that begins at a place of the text."""
        self.count += 1
        if place is IN_TITLE:
            self.in_title = True
            return
        if place is IN_LEAD:
            self.in_lead = True
        part = start * PARTS // text_length if text_length else 0
        self.parts |= 1 << (part if part < PARTS else PARTS - 1)

    def prominence(self, most: int) -> float:
        """Give the prominence; ``most`` is the count of the most named actor of the kind."""
        value = OFTEN_SHARE * self.count / (most or 1) + SPREAD_SHARE * self.parts.bit_count() / PARTS
        value += TITLE_SHARE * self.in_title + LEAD_SHARE * self.in_lead
        return round(min(1.0, value), 4)
