"""Seats of power in the name of an alliance: "the Tokyo-Washington alliance" speaks of the states, not of the towns."""

from __future__ import annotations

from collections.abc import Iterator

from archive.tagging.countries import choose
from archive.tagging.known import Named
from archive.tagging.matching import Match
from archive.tagging.members import CAPITAL
from archive.tagging.reading import Reading
from archive.tagging.written import chains, is_allied


def allied_seats(reading: Reading, matches: list[Match], countries: list[Named]) -> list[Named]:
    """Give the capitals that stand for their states because they are joined beside the words of a pact.

    ``countries`` are the mentions that are found already; a capital may be joined to those ("Washington, Japan and
    the ROK"). A capital alone is left to its verbs and prepositions.
    """
    taken = {one.start for one in countries}
    seats = [seat for seat in _seats(reading, matches) if seat.start not in taken]
    if not seats:
        return []
    places = sorted([*seats, *(one for one in countries if one.rule != "both-states")])
    left = set(seats)
    return [
        one
        for chain in chains(reading.folded, places)
        if len(chain) > 1
        and not left.isdisjoint(chain)
        and len({place.slug for place in chain}) > 1
        and is_allied(reading.folded, chain[0].start, chain[-1].end)
        for one in chain
        if one in left
    ]


def _seats(reading: Reading, matches: list[Match]) -> Iterator[Named]:
    """Give every capital of a state, whether or not it acts."""
    for match in matches:
        chosen = choose(match, reading.year) if match.meaning.seat else None
        if chosen and chosen.name.sort is CAPITAL:
            yield Named(match.start, match.end, chosen.record.slug, "capital-acting", chosen.name.text)
