"""Actors as authority files and curators give them: their names, offices and members."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    ALLIANCE = "alliance"


class NameSort(StrEnum):
    """What kind of name a name is; it decides how the name may match."""

    FULL = "full"
    SURNAME = "surname"
    GIVEN = "given"
    NICKNAME = "nickname"
    ABBREVIATION = "abbreviation"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    """A capital or seat of government that stands for the state where it acts ("Seoul said")."""
    METONYM = "metonym"
    """A building or office that stands for the actor ("the Kremlin")."""
    TITLE_HOLDER = "title_holder"
    """An office that means one person while it is held ("the NATO secretary general")."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an actor; ``since`` and ``until`` are years (inclusive) in which it holds, where that matters."""

    text: str
    sort: NameSort = NameSort.FULL
    language: str = ""
    since: int | None = None
    until: int | None = None
    ambiguous: bool = False
    """The word often means something else ("Chad", "Jordan", "US", "March"): it needs support from its context."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office a person held; dates are ISO 8601 prefixes ("2021", "2021-01", "2021-01-20"), empty where open."""

    title: str
    country: str = ""
    """ISO 3166 alpha-2 code or historic slug of the state, or empty for an international body."""
    organisation: str = ""
    """Slug of the organisation or alliance, or empty."""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an alliance or organisation, by actor slug; dates as in `Office`."""

    slug: str
    since: str = ""
    until: str = ""
    status: str = "member"
    """``member``, ``observer``, ``partner`` or ``suspended``."""


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """One actor as an authority file or a curator gives it."""

    kind: ActorKind
    slug: str
    name: str
    """The name shown."""
    names: tuple[Name, ...] = ()
    code: str = ""
    """ISO 3166-1 alpha-2 of a country (alpha-4 of ISO 3166-3 for a historic one), else empty."""
    since: str = ""
    """Founded or born."""
    until: str = ""
    """Ended or died."""
    offices: tuple[Office, ...] = ()
    members: tuple[Member, ...] = ()
    successors: tuple[str, ...] = ()
    """Slugs of what came after, for historic states and renamed bodies."""
    country: str = ""
    """Slug of the country a person or organisation belongs to."""
    description: str = ""
    wikidata: str = ""
    pair: tuple[str, ...] = ()
    """Slugs of the countries whose alliance this is when a text writes it as countries ("US-South Korea alliance")."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """Scheme and value of identifiers in other lists (``isil``, ``bioguide``), by scheme."""
    file: str = ""
    """Name of the authority file that says so."""
    proposed: bool = False
    """The slug is a proposal: whoever has the identifiers, or the name with the same life, is meant."""
