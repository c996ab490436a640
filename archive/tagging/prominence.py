"""Prominence: how much an article is about an actor, from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterable

from archive.documents import Mention, Place

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
    count, parts, in_title, in_lead, length = 0, 0, False, False, max(1, text_length)
    for mention in mentions:
        count += 1
        place = mention.place
        if place is Place.TITLE:
            in_title = True
        else:
            in_lead = in_lead or place is Place.LEAD
            parts |= 1 << min(PARTS - 1, mention.start * PARTS // length)
    value = OFTEN_SHARE * count / max(1, most) + SPREAD_SHARE * parts.bit_count() / PARTS
    value += TITLE_SHARE * in_title + LEAD_SHARE * in_lead
    return round(min(1.0, value), 4)
