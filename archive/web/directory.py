"""The index of a kind of actor: who is named in the archive, how often, from A to Z."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q

from archive.documents import ActorKind
from archive.models import Actor
from archive.search import search
from archive.search.results import Facet, SearchRequest
from archive.slugs import slug_of
from archive.web.dates import years_of
from archive.web.paging import Paging, paging

PAGE = 100
"""Actors on a page of the index."""


@dataclass(frozen=True, slots=True)
class DirectoryQuery:
    """What a visitor asks of the index."""

    words: str = ""
    by_name: bool = False
    letter: str = ""
    everyone: bool = False
    """Also those whom no article names."""
    page: int = 1

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, str], page: int) -> DirectoryQuery:
        """The query as it stands in the address; what makes no sense counts as not said."""
        return cls(
            words=parameters.get("q", "").replace("\x00", " ").strip()[:100],
            by_name=parameters.get("sort") == "name",
            letter=parameters.get("letter", "")[:1].upper(),
            everyone=parameters.get("show") == "all",
            page=page,
        )

    def address(self, base: str) -> str:
        """The address of this query."""
        pairs = [
            ("q", self.words),
            ("letter", self.letter),
            ("sort", "name" if self.by_name else ""),
            ("show", "all" if self.everyone else ""),
            ("page", str(self.page) if self.page > 1 else ""),
        ]
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"{base}?{query}" if query else base


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor in the index."""

    name: str
    link: str
    count: int
    code: str
    note: str
    letter: str
    """Its initial where it is the first of it on the page, in a list by name."""


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of the index with the links around it."""

    entries: tuple[Entry, ...]
    total: int
    letters: tuple[tuple[str, str, bool], ...]
    """Letter, address, whether it is the present one."""
    pages: Paging
    by_count_link: str
    by_name_link: str
    everyone_link: str
    """Swaps between those named in articles and all."""
    all_letters_link: str

    @classmethod
    def of(cls, kind: ActorKind, query: DirectoryQuery, base: str) -> Directory:
        """The index of a kind, in one search and two queries."""
        facet = Facet(kind.value)
        counted = search(SearchRequest(page_size=1, facets=(facet,))).facets.get(facet, ())
        counts = {each.value: each.count for each in counted}
        known = [
            (slug, name, counts.get(slug, 0))
            for slug, name in _named(kind, query.words)
            if query.everyone or slug in counts
        ]
        initials = sorted({_initial(name) for _, name, _ in known})
        rows = [row for row in known if not query.letter or _initial(row[1]) == query.letter]
        rows.sort(key=lambda row: (_sortable(row[1]),) if query.by_name else (-row[2], _sortable(row[1])))
        pages = -(-len(rows) // PAGE)
        first = (query.page - 1) * PAGE
        start = replace(query, page=1)
        return cls(
            entries=_entries(kind, rows[first : first + PAGE], query.by_name),
            total=len(rows),
            letters=tuple(
                (letter, replace(start, letter=letter, by_name=True).address(base), letter == query.letter)
                for letter in initials
            ),
            pages=paging(query.page, pages, lambda number: replace(query, page=number).address(base)),
            by_count_link=replace(start, by_name=False).address(base),
            by_name_link=replace(start, by_name=True).address(base),
            everyone_link=replace(start, everyone=not query.everyone).address(base),
            all_letters_link=replace(start, letter="").address(base),
        )


def _named(kind: ActorKind, words: str) -> list[tuple[str, str]]:
    """Slug and name of the current actors, narrowed to those one of whose names holds the words."""
    found = Actor.objects.of_kind(kind).current()
    if words:
        slug = slug_of(words)
        match = Q(name__icontains=words) | Q(names__text__icontains=words)
        if slug:
            match |= Q(slug__contains=slug)
        found = found.filter(match).distinct()
    return list(found.order_by().values_list("slug", "name"))


def _entries(kind: ActorKind, rows: list[tuple[str, str, int]], by_name: bool) -> tuple[Entry, ...]:
    actors = {actor.slug: actor for actor in Actor.objects.of_kind(kind).filter(slug__in=[slug for slug, _, _ in rows])}
    entries, last = [], ""
    for slug, name, count in rows:
        actor, initial = actors[slug], _initial(name)
        note = actor.description if kind is not ActorKind.ALLIANCE else years_of(actor.since, actor.until)
        letter = initial if by_name and initial != last else ""
        entries.append(Entry(name, actor.get_absolute_url(), count, actor.code, note, letter))
        last = initial
    return tuple(entries)


def _sortable(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _initial(name: str) -> str:
    """The letter under which a name stands; ``#`` for digits and signs."""
    first = _sortable(name).lstrip(" \"'“”‘’«»([")[:1].upper()
    return first if first.isalpha() else "#"
