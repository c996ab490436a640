"""What the authority record of an actor says, ready to print: names, offices, members, and what shows it in texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from archive.documents import ActorKind, NameSort
from archive.models import Actor, ActorName, ActorOffice, Membership, Mention
from archive.web.dates import prefix_in_words, years_of
from archive.web.wording import MEMBER_STATUS, NAME_SORTS, rule_in_words

LOOKED_AT = 200
"""Articles, most prominent first, in which the surfaces of an actor are counted: enough to see how it is named."""

SURFACES = 24
"""Surfaces listed."""


@dataclass(frozen=True, slots=True)
class Member:
    """A line of a membership table."""

    name: str
    link: str
    status: str
    since: str
    until: str

    @property
    def is_full(self) -> bool:
        """Whether it counts among the members; a suspended one does, an observer does not."""
        return self.status not in {MEMBER_STATUS["observer"], MEMBER_STATUS["partner"]}


@dataclass(frozen=True, slots=True)
class Members:
    """A membership table: on a day asked for, or now and formerly."""

    current: tuple[Member, ...]
    former: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Surface:
    """Words by which texts name an actor."""

    words: str
    rule: str
    count: int


def names_by_sort(actor: Actor) -> list[tuple[str, list[tuple[ActorName, str]]]]:
    """The names in groups, each with the years in which it holds."""
    names = list(actor.names.all())
    groups = []
    for sort, heading in NAME_SORTS.items():
        members = [
            (name, years_of(str(name.since or ""), str(name.until or "")))
            for name in names
            if name.sort == NameSort(sort)
        ]
        if members:
            groups.append((heading, members))
    return groups


def offices_of(actor: Actor) -> list[tuple[ActorOffice, str, str]]:
    """The offices a person held with their first and last days in words."""
    return [
        (office, prefix_in_words(office.since), prefix_in_words(office.until))
        for office in actor.offices.select_related("body")
    ]


def members_of(actor: Actor, day: date | None) -> Members | None:
    """The members of an alliance or organisation, split on a day (today where none is asked for)."""
    if actor.kind not in {ActorKind.ALLIANCE, ActorKind.ORGANISATION}:
        return None
    return _split(((row, row.member) for row in actor.memberships.all()), day)


def memberships_of(actor: Actor) -> Members | None:
    """The alliances and organisations an actor belongs or belonged to."""
    rows = list(actor.member_of.select_related("alliance").order_by("since", "alliance__name"))
    return _split(((row, row.alliance) for row in rows), None)


def _split(rows: Iterable[tuple[Membership, Actor]], day: date | None) -> Members | None:
    """Those that held on the day, and the others. An open membership ends with the alliance."""
    current: list[Member] = []
    former: list[Member] = []
    asked = day or timezone.localdate()
    for row, other in rows:
        until = row.until or row.alliance.until
        held = row.holds_on(asked) and not _is_past(row.alliance.until, asked)
        (current if held else former).append(
            Member(
                other.name,
                other.get_absolute_url(),
                MEMBER_STATUS[row.status],
                prefix_in_words(row.since),
                prefix_in_words(until),
            )
        )
    return Members(_members_first(current), _members_first(former)) if current or former else None


def _members_first(rows: list[Member]) -> tuple[Member, ...]:
    """Observers and partners after the members, each in the order they came."""
    return tuple(sorted(rows, key=lambda row: not row.is_full))


def _is_past(end: str, day: date) -> bool:
    """Whether an ISO prefix lies before a day; an empty one never does, a coarse one only when it is over."""
    return bool(end) and end < day.isoformat()[: len(end)]


def evidence_of(actor: Actor) -> list[Surface]:
    """The words by which texts name the actor, most frequent first, with the rule that mostly found them."""
    rows = Mention.objects.standing().filter(actor=actor).order_by("-prominence", "pk")
    counts: Counter[tuple[str, str]] = Counter()
    for spans in rows.values_list("spans", flat=True)[:LOOKED_AT]:
        counts.update(
            (str(span.get("surface", "")), rule_in_words(str(span.get("rule", ""))))
            for span in spans
            if isinstance(span, dict)
        )
    return [Surface(words, rule, count) for (words, rule), count in counts.most_common(SURFACES) if words]
