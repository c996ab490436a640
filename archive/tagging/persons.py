"""Persons: every mention of a person, each resolved to one full name."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from archive.documents import ActorRecord
from archive.slugs import slug_of
from archive.tagging.address import addressed_as
from archive.tagging.authority import Authority
from archive.tagging.cast import Person, Persons, indexed_words, joined_mentions, within
from archive.tagging.known import Named
from archive.tagging.listed import bears_name, is_credit
from archive.tagging.matching import Match
from archive.tagging.members import NICKNAME, PERSON
from archive.tagging.offices import holder_of_surname
from archive.tagging.people import Candidate, Survey, accept, goes_on
from archive.tagging.reading import Reading
from archive.tagging.senses import LISTED, Shape
from archive.tagging.single_names import alone_by_form
from archive.tagging.vocabulary import NAME_LIKE, joining_words, word_list

CONFIDENCE = {
    "full-name": 1.0,
    "nickname": 0.95,
    "parenthesised-name": 0.95,
    "short-name": 0.9,
    "hyphenated-pair": 0.85,
    "title": 0.85,
    "apposition": 0.8,
    "attribution": 0.75,
    "role-before": 0.8,
    "given-name": 0.7,
    "office-holder": 0.75,
    "titled-surname": 0.6,
    "kin": 0.6,
    "surnamed": 0.8,
    "ner": 0.5,
}
_BRACKETED = re.compile(r"\(([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)\)")
_BEFORE_BRACKET, _AFTER_BRACKET = re.compile(r"\b([A-Z][\w'-]+) $"), re.compile(r" ([A-Z][\w'-]+)")
LONGEST_BEFORE = 30
"""Characters before a bracket in which a name is looked for."""

_ADDRESS = frozenset(word_list("titles")["address"])
_CROWNED = frozenset(word_list("titles")["crowned"])
SHORTEST_SURNAME = 2
_slug_of = lru_cache(maxsize=20_000)(slug_of)
_SOMEBODY = int(Shape.SOMEBODY)
_NO_SURNAME = LISTED & ~int(NAME_LIKE)
"""Any sense but that of a name: such a word after a title is not taken for a surname that nobody explains."""


def resolve_persons(
    reading: Reading,
    known: list[tuple[Match, ActorRecord]],
    found: Survey,
    authority: Authority,
    countries: frozenset[str],
    *,
    recognised: Iterable[Candidate] = (),
) -> Persons:
    """Give the persons of a document.

    ``countries`` are slugs of the countries it names, ``recognised`` names that a statistical recogniser found.
    """
    return _Resolver(reading, authority, countries).resolve(known, found, recognised)


class _Resolver:
    def __init__(self, reading: Reading, authority: Authority, countries: frozenset[str]) -> None:
        self.reading, self.authority, self.countries = reading, authority, countries
        self.persons = Persons()
        self.by_word: dict[str, list[Person]] = defaultdict(list)
        self.places: dict[str, list[int]] = {}
        """Where each person is named, by slug, in order."""

    def resolve(
        self, known: list[tuple[Match, ActorRecord]], found: Survey, recognised: Iterable[Candidate]
    ) -> Persons:
        """Give the persons: listed ones first, then full names, then what other names mean beside them."""
        for match, record in known:
            self._add_known(match.start, match.end, record, _sort_of(match, record))
        self._bracketed()
        ends = {mention.end for mention in self.persons.mentions}
        found.full = [one for one in found.full if not goes_on(one, ends)]
        named = frozenset(form[-1] for one in self.persons.people.values() for form in one.forms)
        accepted = [one for one in accept(found, self.reading.folded, named) if self._in_story(one)]
        for candidate in sorted(accepted, key=lambda one: (-len(one.words), one.start)):
            person = self._same(candidate.words) or self._discover(candidate)
            person.addressed = person.addressed or addressed_as(self.reading, candidate.start, candidate.title)
            self._mention(candidate.start, candidate.end, person, candidate.rule)
        for candidate in alone_by_form(found, self.reading, self.authority.senses):
            self._mention(candidate.start, candidate.end, self._discover(candidate), candidate.rule)
        self._recognised(recognised)
        taken = {(one.start, one.end) for one in self.persons.mentions}
        for candidate in found.full:
            if (candidate.start, candidate.end) not in taken:
                self._short(candidate, may_discover=False)
        for candidate in found.alone:
            if (candidate.start, candidate.end) not in taken and not self._means_nobody(candidate):
                self._short(candidate, may_discover=True)
        self.persons.mentions = joined_mentions(sorted(self.persons.mentions))
        return self.persons

    def _recognised(self, candidates: Iterable[Candidate]) -> None:
        """Take what a statistical recogniser found where nothing else was, resolved like every other name."""
        taken = [(one.start, one.end) for one in self.persons.mentions]
        for candidate in sorted(candidates, key=lambda one: (-len(one.words), one.start)):
            start, end = candidate.start, candidate.end
            if any(start < last and first < end for first, last in taken) or not self._in_story(candidate):
                continue
            person = self._met(candidate.words, start) if len(candidate.words) == 1 else self._same(candidate.words)
            if person is None and len(candidate.words) == 1:
                surname = candidate.words[0]
                record = holder_of_surname(candidate, surname, self.reading, self.authority, self.countries)
                person = self._known(record, start) if record else None
            taken.append((start, end))
            self._mention(start, end, person or self._discover(candidate), "ner")

    def _in_story(self, candidate: Candidate) -> bool:
        """Tell a person of the story from one in a byline and from a ship or storm that bears a person's name."""
        start, end = candidate.start, candidate.end
        return not bears_name(self.reading, start, end) and not is_credit(self.reading, start, end)

    def _mention(self, start: int, end: int, person: Person, rule: str) -> None:
        self.persons.mentions.append(Named(start, end, person.slug, rule, person.name))
        insort(self.places.setdefault(person.slug, []), start)

    def _add_known(self, start: int, end: int, record: ActorRecord, rule: str) -> Person:
        person = self._known(record, start)
        self._mention(start, end, person, rule)
        return person

    def _known(self, record: ActorRecord, start: int) -> Person:
        person = self.persons.people.get(record.slug)
        if person is None:
            forms, words = self.authority.forms[record.slug]
            person = self.persons.people[record.slug] = Person(record.slug, record.name, list(forms), start, record)
            for word in words:
                self.by_word[word].append(person)
        return person

    def _discover(self, candidate: Candidate) -> Person:
        name = " ".join(self.reading.written[candidate.start : candidate.end].split())
        if len(candidate.words) == 1 and candidate.title in _CROWNED:
            name = f"{candidate.title} {name}"
        slug = _slug_of(name)
        person = self.persons.people.get(slug)
        if person is None:
            form = tuple([word.casefold() for word in candidate.words])
            person = self.persons.people[slug] = Person(slug, name, [form], candidate.start)
            for word in indexed_words([form]):
                self.by_word[word].append(person)
        return person

    def _same(self, words: tuple[str, ...]) -> Person | None:
        """Give the person already met whose name these words are a part or a variant of."""
        plain = tuple([word.casefold() for word in words])
        for person in self.by_word.get(plain[-1], ()):
            for form in person.forms:
                if (
                    form == plain
                    or within(plain, form)
                    or (len(form) > 2 and form[0] == plain[0] and form[-1] == plain[-1])
                ):
                    return person
                if len(plain) > 2 and len(form) == 2 and form[0] == plain[0] and form[-1] == plain[-1]:
                    return person
        return None

    def _short(self, candidate: Candidate, may_discover: bool) -> None:
        """Resolve a surname, a given name, or a part of a full name."""
        words, start, end = candidate.words, candidate.start, candidate.end
        if not self._in_story(candidate):
            return
        person = self._met(words, start, candidate.title)
        if person is not None:
            self._mention(start, end, person, "short-name")
        elif may_discover:
            if "-" in words[-1] and self._joined(words[-1], start):
                return
            surname = " ".join(words)
            record = holder_of_surname(candidate, surname, self.reading, self.authority, self.countries)
            if record is not None:
                self._add_known(start, end, record, "office-holder")
            elif candidate.title and self._can_be_titled(candidate):
                self._mention(start, end, self._discover(candidate), "titled-surname")

    def _means_nobody(self, candidate: Candidate) -> bool:
        """Tell a word that is no part of a name of the document, and nobody's surname: most capitals are."""
        words = candidate.words
        if len(words) > 1 or candidate.title or self.authority.senses[words[0]] & _SOMEBODY:
            return False
        return words[0].casefold().removesuffix("'") not in self.by_word

    def _can_be_titled(self, candidate: Candidate) -> bool:
        """Tell whether a word after a title is a person's surname that the document does not explain."""
        if self.reading.in_headline(candidate.start):
            return False
        word = candidate.words[-1]
        if len(word) < SHORTEST_SURNAME or candidate.words[-1] in joining_words():
            return False
        if candidate.title in _ADDRESS:
            return True
        return word.isalpha() and not word.isupper() and not self.authority.senses[word] & _NO_SURNAME

    def _met(self, words: tuple[str, ...], start: int, title: str | None = None) -> Person | None:
        """Give whom of the persons met some words mean; ``title`` is what addresses them, None where nothing may."""
        last = words[-1].casefold().removesuffix("'")
        people = self.by_word.get(last) or self.by_word.get(last.removeprefix("al-"), [])
        if people and len(words) > 1:
            plain = tuple([word.casefold() for word in words])
            people = [person for person in people if any(within(plain, form) for form in person.forms)]
        if len(people) > 1:
            by_family = [person for person in people if any(form[-1] == last for form in person.forms)]
            people = by_family or people
            if title is not None and (addressed := addressed_as(self.reading, start, title)):
                people = (
                    [person for person in people if person.addressed == addressed]
                    or [person for person in people if not person.addressed]
                    or people
                )
            named = [(self._last_before(person.slug, start), person.slug) for person in people]
            latest, slug = max(named)
            if latest >= 0:
                return self.persons.people[slug]
        return people[0] if people else None

    def _last_before(self, slug: str, start: int) -> int:
        """Give where a person was named last before a place; -1 where nowhere."""
        places = self.places.get(slug, [])
        index = bisect_left(places, start)
        return places[index - 1] if index else -1

    def _joined(self, word: str, start: int) -> bool:
        """Resolve "Obama-Biden" to two persons and "Biden-era" to one."""
        parts = word.split("-")
        offsets = [start + sum(len(part) + 1 for part in parts[:index]) for index in range(len(parts))]
        named = [
            (part, offset) for part, offset in zip(parts, offsets, strict=True) if part[:1].isupper() and len(part) > 1
        ]
        people = [(self._one(part, offset), part, offset) for part, offset in named]
        if not people or any(person is None for person, _, _ in people):
            return False
        for person, part, offset in people:
            if person is not None:
                self._mention(offset, offset + len(part), person, "hyphenated-pair")
        return True

    def _one(self, surname: str, start: int) -> Person | None:
        person = self._met((surname,), start)
        if person is None:
            place = Candidate((surname,), start, start + len(surname))
            record = holder_of_surname(place, surname, self.reading, self.authority, self.countries)
            person = self._known(record, start) if record else None
        return person

    def _bracketed(self) -> None:
        """Read "(Vladimir) Putin" and "Kim (Jong Un)" where the words together are a listed full name."""
        text = self.reading.folded
        for inside in _BRACKETED.finditer(text) if "(" in text else ():
            start, end = inside.span()
            if after := _AFTER_BRACKET.match(text, end):
                self._parenthesised(start, after.end(), f"{inside[1]} {after[1]}")
            if before := _BEFORE_BRACKET.search(text, max(0, start - LONGEST_BEFORE), start):
                self._parenthesised(before.start(), end, f"{before[1]} {inside[1]}")

    def _parenthesised(self, start: int, end: int, name: str) -> None:
        for known in self.authority.spelled(name):
            if known.record.kind is PERSON:
                self._add_known(start, end, known.record, "parenthesised-name")
                break


def _sort_of(match: Match, record: ActorRecord) -> str:
    nickname = any(known.record is record and known.name.sort is NICKNAME for known in match.names)
    return "nickname" if nickname else "full-name"
