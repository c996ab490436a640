"""Written alliances: alliances that are named by listing their states.

"The US-South Korea alliance", "mutual defence agreements with South Korea and Japan", "ties between
the US, Japan and South Korea": each resolves to the listed treaty of just these states, else to an
alliance known by its states alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from archive.documents import ActorRecord
from archive.tagging.alliances import AllianceMention
from archive.tagging.authority import Authority
from archive.tagging.known import Named
from archive.tagging.members import ALLIANCE, COUNTRY
from archive.tagging.reading import Reading
from archive.tagging.vocabulary import alternation, word_list

SHORT_NAMES = {
    "united-states": "US", "united-kingdom": "UK", "united-arab-emirates": "UAE",
}  # fmt: skip
"""How an alliance's written name calls a state, where everyday English shortens it."""

MANY = 3
"""States from which weak words ("ties between") are enough for an alliance that no list knows."""

BEFORE = 120
"""Characters before a list of states in which the words of an alliance are looked for."""

LONGEST_JOINT = 12
"""Characters of "'s, and the ", the longest that joins two states."""

_JOINT = re.compile(r"(?:-|/|(?:'s)? and | & |(?:'s)?, and |, )(?:the )?|-\s?")
_SECURITY = r"(?:mutual |joint |collective )?(?:defen[cs]e|security)"
_PACT = (
    rf"(?:(?:{alternation('pacts', 'kind')}|de facto) )*(?:alliances?|military pact|treaty alliance|"
    rf"{_SECURITY} (?:treaty|treaties|pacts?|agreements?|alliances?|partnerships?)|"
    r"trilateral(?: (?:partnership|alliance|pact|cooperation))?)"
)
_AFTER = re.compile(rf"(?:'s?)?[ -]{_PACT}\b", re.IGNORECASE)
_OF_OTHERS = re.compile(r" of [a-z]")
"""What follows an alliance whose members are no states ("the Paris and London alliance of theatres")."""

_BEFORE_STRONG = re.compile(
    rf"\b{_PACT} (?:(?:between|among|of|with|linking|binding|uniting|(?:that|which) (?:links|binds|unites|joins)) )"
    r"(?:both )?(?:the )?$",
    re.IGNORECASE,
)
_KIND = re.compile(r"lliance|reat(?:y|ies)|pact|agreement|artnership|rilateral", re.IGNORECASE)
"""What every word for an alliance has in it: a cheap look before the whole expression is tried."""

_BEFORE_TIES = re.compile(
    rf"\b(?:{alternation('pacts', 'ties')}) "
    r"(?:between|among|of|with) (?:both )?(?:the )?$",
    re.IGNORECASE,
)
_LINKS = tuple(f"{word} " for word in word_list("pacts")["links"])
_LINK_ENDS = frozenset(link[-3:] for link in _LINKS)
_WITH = re.compile(r"\bwith (?:both )?(?:the )?$", re.IGNORECASE)
_OWNER = re.compile(r"\b(?:his|her|its|their|our|the|a)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"')]?\s+(?=[A-Z\"'(])|\n")
REACH = 200
"""Characters before "alliance with South Korea" in which the other party is looked for."""

ABOUT = 3
"""Countries; the other party of an alliance that its sentence does not name is one of the most named."""

FOUNDED_WITHIN = 2
"""Years before its founding in which an alliance is already written of."""


def written_alliances(reading: Reading, countries: list[Named], authority: Authority) -> list[AllianceMention]:
    """Give the mentions of alliances that are written as their states; ``countries`` are those of the document."""
    places = [one for one in countries if one.rule != "both-states"]
    return list(_Writer(reading, places, authority).mentions()) if places else []


def is_allied(text: str, start: int, end: int) -> bool:
    """Tell whether the words of a pact stand right behind a list of places, or right before it with "between"."""
    if after := _AFTER.match(text, end):
        return _OF_OTHERS.match(text, after.end()) is None
    linked = text.endswith(_LINKS, 0, start)
    return linked and _BEFORE_STRONG.search(text, max(0, start - BEFORE), start) is not None


def chains(text: str, places: list[Named]) -> Iterator[list[Named]]:
    """Give the places that stand in one list, joined by hyphens, commas or "and"."""
    chain: list[Named] = []
    for place in places:
        if chain:
            end, start = chain[-1].end, place.start
            if start - end > LONGEST_JOINT or not _JOINT.fullmatch(text, end, start):
                yield chain
                chain = []
        chain.append(place)
    if chain:
        yield chain


def written_name(authority: Authority, states: Iterable[str]) -> tuple[str, str]:
    """Give slug and name of an alliance that is known by its states only ("US–Japan–South Korea alliance")."""
    ordered = sorted(set(states))
    shown = sorted(ordered, key=lambda slug: (slug not in SHORT_NAMES, slug))
    records = ((state, authority.actor(COUNTRY, state)) for state in shown)
    names = [SHORT_NAMES.get(state) or (record.name if record else state) for state, record in records]
    return "-".join(ordered), "–".join(names) + " alliance"


_TREATY = re.compile(r"\b[Mm]utual [Dd]efen[cs]e (?:[Tt]reaty|[Pp]act|[Aa]greement)\b(?! (?:between|with|of the))")


_OF_YEAR = re.compile(r",? of (19\d\d|20\d\d)\b")


class _Writer:
    """Goes over the lists of states of one document."""

    def __init__(self, reading: Reading, places: list[Named], authority: Authority) -> None:
        self.reading, self.places, self.authority = reading, places, authority
        self.text = reading.folded

    def mentions(self) -> Iterator[AllianceMention]:
        """Give the mentions in reading order."""
        yield from self._treaties()
        for chain in chains(self.text, self.places):
            start, end = chain[0].start, chain[-1].end
            linked = self.text[start - 3 : start] in _LINK_ENDS and self.text.endswith(_LINKS, 0, start)
            if not linked and len(chain) == 1:
                continue
            states = frozenset([one.slug for one in chain])
            head = self.text[max(0, start - BEFORE) : start]
            strong = _BEFORE_STRONG.search(head) if linked and _KIND.search(head) else None
            if len(states) > 1 and (after := _AFTER.match(self.text, end)):
                yield self._alliance(start, after.end(), states, "written-alliance")
            elif strong and _WITH.search(head):
                yield from self._allied_with(chain, start - len(strong[0]))
            elif strong and len(states) > 1:
                yield self._alliance(start - len(strong[0]), end, states, "written-alliance")
            elif linked and (len(states) >= MANY or self._in_force(states)):
                ties = _BEFORE_TIES.search(head)
                if ties:
                    yield self._alliance(start - len(ties[0]), end, states, "written-ties")

    def _treaties(self) -> Iterator[AllianceMention]:
        """Resolve "a Mutual Defense Treaty" by the states of its sentence, where two of them have a listed alliance."""
        for match in _TREATY.finditer(self.text) if "utual " in self.text else ():
            start, end = match.span()
            begin = max(
                (one.end() for one in _SENTENCE_END.finditer(self.text, max(0, start - REACH), start)), default=0
            )
            stop = _SENTENCE_END.search(self.text, end, end + REACH)
            last = stop.start() if stop else end + REACH
            near = {one.slug for one in self.places if begin <= one.start and one.end <= last}
            pairs = [frozenset(pair) for pair in combinations(sorted(near), 2)]
            pairs = [pair for pair in pairs if pair in self.authority.written]
            pairs = pairs or list(self._signed_in(_OF_YEAR.match(self.text, end)))
            if len(pairs) == 1:
                yield self._alliance(start, end, pairs[0], "written-alliance")

    def _signed_in(self, year: re.Match[str] | None) -> Iterator[frozenset[str]]:
        """Give the sets of states of the document that have a listed alliance of a year ("Treaty of 1953")."""
        named = {one.slug for one in self.places}
        for states, records in self.authority.written.items() if year else ():
            if year and states <= named and any(record.since.startswith(year[1]) for record in records):
                yield states

    def _in_force(self, states: frozenset[str]) -> bool:
        """Tell whether just these states had a listed alliance in the year of the document."""
        return any(_stands(record, self.reading.year) for record in self.authority.written.get(states, ()))

    def _allied_with(self, partners: list[Named], start: int) -> Iterator[AllianceMention]:
        """Resolve "alliance with South Korea": the other party stands before it, or the document is about it."""
        slugs = {one.slug for one in partners}
        others = [one for one in self.places if one.slug not in slugs]
        sentence = max(
            (match.end() for match in _SENTENCE_END.finditer(self.text, max(0, start - REACH), start)), default=0
        )
        here = [one.slug for one in reversed(others) if sentence <= one.start and one.end <= start]
        for partner in dict.fromkeys(one.slug for one in partners):
            candidates = (*here, *self._main(others))
            known = (slug for slug in candidates if self._in_force(frozenset((slug, partner))))
            owner = next(known, (here or [""])[0])
            if owner:
                yield self._alliance(start, partners[-1].end, frozenset((owner, partner)), "alliance-with")

    def _main(self, places: list[Named]) -> list[str]:
        """Give the countries that the article is about, the most named first; the title and the lead count more."""
        counts: Counter[str] = Counter()
        lead = self.reading.text_start + self.reading.lead_end
        for one in places:
            counts[one.slug] += 3 if one.end <= self.reading.title_length else 2 if one.start < lead else 1
        return [slug for slug, _ in counts.most_common(ABOUT)]

    def _alliance(self, start: int, end: int, states: frozenset[str], rule: str) -> AllianceMention:
        """Give the mention of the alliance of these states: the listed one of just them, else one by their names."""
        listed = self.authority.written.get(states)
        members = tuple(sorted(states))
        if listed:
            record = _of_time(listed, self.reading.year)
            return AllianceMention(start, end, record.kind, record.slug, record.name, rule, record.name, members)
        slug, name = written_name(self.authority, states)
        return AllianceMention(start, end, ALLIANCE, slug, name, rule, name, members)


def _stands(record: ActorRecord, year: int | None) -> bool:
    """Tell whether an alliance was in force in a year; without a year, whether it still is."""
    if year is None:
        return not record.until
    return int((record.since or "0")[:4]) - FOUNDED_WITHIN <= year <= int((record.until or "9999")[:4])


def _of_time(records: tuple[ActorRecord, ...], year: int | None) -> ActorRecord:
    """Of several treaties of the same states, give the one in force in the year, else the one that lasted longest.

    A body that is called no pact ("Korean Peninsula Energy Development Organization") counts where there is no pact.
    """
    records = tuple(record for record in records if any(_KIND.search(name.text) for name in record.names)) or records
    standing = [record for record in records if year is not None and _stands(record, year)]
    return (standing or [max(records, key=lambda record: record.until or "9999")])[0]
