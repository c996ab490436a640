"""Organisations that no list knows, found by their form: "Ministry of …", "… Foundation", "… Inc"."""

from __future__ import annotations

import re

from archive.documents import ActorKind
from archive.slugs import slug_of
from archive.tagging.alliances import AllianceMention
from archive.tagging.countries import CountryMention
from archive.tagging.pieces import Piece
from archive.tagging.reading import Reading
from archive.tagging.vocabulary import Sense

_BODY = int(Sense.ORGANISATION | Sense.COMPANY)
_OF = re.compile(r"(?: (?:of|for|on)(?: the)? [A-Z][\w'&-]*(?:,? (?:and |& )?[A-Z][\w'&-]*(?<!'s))*)+")
LONGEST = 90
"""Characters; what is longer is a heading."""


def formed_organisations(
    reading: Reading, bodies: list[Piece], countries: list[CountryMention], senses: dict[str, int]
) -> list[AllianceMention]:
    """Give the organisations that are known by the form of their name alone."""
    text = reading.folded
    before = {one.end: one.start for one in countries}
    mentions = []
    for piece in bodies:
        if piece.tokens[0].shouted or not any(senses.get(token.word, 0) & _BODY for token in piece.tokens):
            continue
        start, end = piece.start, piece.end
        if senses.get(piece.tokens[-1].word, 0) & _BODY and (more := _OF.match(text, end)):
            end = more.end()
        if piece.after_country and start - 1 in before and text[start - 1] == " ":
            start = before[start - 1]
        name = " ".join(reading.written[start:end].split())
        if " " not in name or len(name) > LONGEST or "\n" in reading.written[start:end].strip("\n"):
            continue
        mentions.append(
            AllianceMention(start, end, ActorKind.ORGANISATION, slug_of(name), name, "organisation-form", name, ())
        )
    return mentions
