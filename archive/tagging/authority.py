"""The authority: every actor the archive knows, with the automaton and the indexes that find them in text.

It is built once from `ActorRecord`s (from the authority files, or from the database with the curators'
changes) and shared; it never changes afterwards and it pickles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import ahocorasick

from archive.documents import ActorKind, ActorRecord, NameSort
from archive.tagging.authority_cache import read_kept
from archive.tagging.authority_files import read_authority_folder
from archive.tagging.cast import Forms
from archive.tagging.collecting import call_old, collector_paused
from archive.tagging.divisions import Divisions
from archive.tagging.folding import fold, in_two_letters
from archive.tagging.known import KnownName, Spelling
from archive.tagging.senses import Senses
from archive.tagging.spellings import spellings
from archive.tagging.vocabulary import Sense, word_list, word_senses

UNMATCHED = frozenset((NameSort.SURNAME, NameSort.GIVEN, NameSort.TITLE_HOLDER))
"""Sorts of names that mean somebody only beside other evidence: they are looked up, not searched for."""

SHORTEST_CAPITALS = 4
"""A name of fewer letters is not looked for in capitals beside its own form: "Chad" is not "CHAD" the acronym."""

_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff]")
"""A letter of Greek, Cyrillic, Arabic, Hebrew, Han, Kana, Hangul or another script than the Latin one."""

CAPITALISED_PEOPLES = ("", "en")
"""Languages, the unknown one among them, that write words for peoples with a capital only."""

LARGEST_WRITTEN_SET = 5
"""An alliance of up to so many states may be written by listing them; nobody lists the members of NATO."""


class Authority:
    """Actors by slug and by name.

    ``records`` are the actors in the given order; slugs must be unique within a kind, of two the
    later wins.
    """

    def __init__(self, records: Iterable[ActorRecord]) -> None:
        self.actors = {(record.kind, record.slug): record for record in records}
        self.records = tuple(self.actors.values())
        self.codes = {record.slug: record.code for record in self._of(ActorKind.COUNTRY)}
        self.countries = {record.code: record.slug for record in self._of(ActorKind.COUNTRY) if record.code}
        with collector_paused():
            self.surnames = self._surnames()
            self.written = self._written_alliances()
            self.senses = self._senses()
            self.divisions = Divisions(self.senses)
            self.forms = Forms(self.actors)
            self._automata = self._built()
            call_old()

    @classmethod
    def from_files(cls, folder: Path | str, keep: Path | None = None) -> Authority:
        """Build from the authority files of a folder; raises `AuthorityError` where one is wrong.

        In the folder ``keep`` what was read is kept, so that the next start is faster.
        """
        return cls(read_kept(Path(folder), keep) if keep else read_authority_folder(folder))

    def actor(self, kind: ActorKind, slug: str) -> ActorRecord | None:
        """Give the record of an actor, or None where nobody has the slug."""
        return self.actors.get((kind, slug))

    def country_slug(self, code_or_slug: str) -> str:
        """Give the slug of a country that is named by code or slug; what is neither comes back as it is."""
        return self.countries.get(code_or_slug, code_or_slug)

    def holders(self, surname: str) -> tuple[ActorRecord, ...]:
        """Give the persons whom a surname alone may mean, in any spelling of case and accents."""
        return self.surnames.get(fold(surname).casefold(), ())

    def _of(self, kind: ActorKind) -> list[ActorRecord]:
        return [record for record in self.records if record.kind is kind]

    def _surnames(self) -> dict[str, tuple[ActorRecord, ...]]:
        found: dict[str, dict[str, ActorRecord]] = defaultdict(dict)
        for record in self._of(ActorKind.PERSON):
            families = [name.text for name in record.names if name.sort is NameSort.SURNAME]
            for family in families or [record.name.split()[-1]]:
                plain = fold(family).casefold()
                written = fold(in_two_letters(family)).casefold()
                for form in (plain, plain.removeprefix("al-").removeprefix("el-"), written):
                    found[form][record.slug] = record
        return {family: tuple(holders.values()) for family, holders in found.items()}

    def _written_alliances(self) -> dict[frozenset[str], tuple[ActorRecord, ...]]:
        found: dict[frozenset[str], list[ActorRecord]] = defaultdict(list)
        for record in self._of(ActorKind.ALLIANCE):
            states = frozenset(member.slug for member in record.members if member.status == "member")
            if 2 <= len(states) <= LARGEST_WRITTEN_SET:
                found[states].append(record)
        return {states: tuple(records) for states, records in found.items()}

    def _senses(self) -> Senses:
        """Give the senses of words, the one-word names of countries among them."""
        senses = dict(word_senses())
        for record in self._of(ActorKind.COUNTRY):
            for name in record.names:
                plain = fold(name.text)
                if " " not in plain:
                    town = name.sort in (NameSort.CAPITAL, NameSort.METONYM)
                    senses[plain] = senses.get(plain, 0) | int(Sense.TOWN if town else Sense.COUNTRY)
        return Senses(senses, self.surnames)

    def occurrences(self, text: str, language: str = "") -> Iterator[tuple[int, Spelling]]:
        """Give every spelling in a folded text with the index of its last character, in no set order.

        Words for peoples in small letters are left out where the text is English or its language is not known.
        """
        latin, peoples, others = self._automata
        found: Iterator[tuple[int, Spelling]] = latin.iter(text)
        if language not in CAPITALISED_PEOPLES and len(peoples):
            found = chain(found, peoples.iter(text))
        return chain(found, others.iter(text)) if len(others) and _is_other(text) else found

    def spelled(self, name: str) -> tuple[KnownName, ...]:
        """Give the names that a folded spelling spells as a whole."""
        found: Iterator[Spelling | None] = (automaton.get(name, None) for automaton in self._automata)
        return next((spelling.names for spelling in found if spelling), ())

    def _built(self) -> tuple[Any, Any, Any]:
        """Give the automata of the spellings in Latin letters, of words for peoples in small ones, of other scripts.

        At each letter that begins no name the engine goes over all first letters, so that small ones double the
        time of a text, and the hundreds of other scripts would quadruple it.
        """
        names = self._spelled()
        capitals: dict[str, list[KnownName]] = defaultdict(list)
        for spelling, known in names.items():
            if len(spelling) >= SHORTEST_CAPITALS:
                upper = spelling.upper()
                if upper not in names and len(upper) == len(spelling):
                    capitals[upper].extend(known)
        for spelling in decoys():
            names.setdefault(spelling, [])
        latin, peoples, others = automata = tuple(ahocorasick.Automaton() for _ in range(3))
        for table, upper_only in ((names, False), (capitals, True)):
            for spelling, known in sorted(table.items()):  # neighbours in the automaton are so in memory too
                small = known and spelling.islower() and all(one.name.sort is NameSort.DEMONYM for one in known)
                automaton = others if _is_other(spelling) else peoples if small else latin
                automaton.add_word(spelling, Spelling(len(spelling), tuple(known), upper_only))
        for automaton in automata:
            automaton.make_automaton()
        return latin, peoples, others

    def _spelled(self) -> dict[str, list[KnownName]]:
        """Give every spelling with the names it spells; what one actor is called comes before what another might be."""
        names: dict[str, list[KnownName]] = defaultdict(list)
        derived: list[tuple[str, KnownName]] = []
        for record in self.records:
            for name in record.names:
                if name.sort in UNMATCHED:
                    continue
                known, listed = KnownName(record, name), fold(name.text).strip()
                for spelling in spellings(name.text, name.sort, record.kind):
                    if spelling == listed:
                        names[spelling].append(known)
                    else:
                        derived.append((spelling, known))
        for spelling, known in derived:
            others = names[spelling]
            if not others or others[0].record is known.record:
                others[:] = others or [known]
        return names


def _is_other(text: str) -> bool:
    return not text.isascii() and _OTHER_SCRIPT.search(text) is not None


def decoys() -> list[str]:
    """Give the phrases that contain an actor's name and mean something else ("New Mexico", "Jordan River")."""
    return [" ".join(phrase.split("_")) for phrase in word_list("decoys")[""]]
