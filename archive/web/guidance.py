"""What a page of results says besides the articles: whom the query names, and how else it may have been meant."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.documents import ActorKind
from archive.models import Actor
from archive.models.statements import Statement, a_word
from archive.search.known_names import Known, known_names
from archive.search.query import And, Node, Phrase, Tagged, Word
from archive.search.reading import read
from archive.search.results import Facet, SearchRequest, SearchResult
from archive.search.suggesting import suggestion
from archive.web import choosing
from archive.web.dates import prefix_in_words, years_of
from archive.web.listing import actor_address
from archive.web.wording import ACTOR_FACETS, KINDS

MOST_NAMES = 6
"""Actors offered for a name that is not one actor's alone."""
MOST_OFFICES = 2


@dataclass(frozen=True, slots=True)
class NameLink:
    """An actor that the words may mean."""

    kind: str
    kind_in_words: str
    name: str
    description: str
    articles: int
    link: str
    filter_link: str
    """The same search with the actor chosen in place of the words."""


@dataclass(frozen=True, slots=True)
class Card:
    """The one actor that the whole query names."""

    actor: NameLink
    years: str
    facts: tuple[str, ...]
    """Offices of a person, members of an alliance."""


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """Another spelling that finds something."""

    query: str
    total: int
    link: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What there is to say; mostly nothing."""

    card: Card | None = None
    names: tuple[NameLink, ...] = ()
    did_you_mean: DidYouMean | None = None


def guidance(asked: SearchRequest, result: SearchResult) -> Guidance:
    """For the first page of a search with words: a card where they name one actor, else the few they may name."""
    if not asked.query or asked.page > 1:
        return Guidance()
    exact, others = _meant(asked)
    links = _links(asked, exact or others)
    other = suggestion(asked, result.total)
    meant = None
    if other:
        meant = DidYouMean(other.query, other.total, choosing.address(replace(asked, query=other.query, page=1)))
    if len(exact) == 1 and links:
        return Guidance(_card(exact[0], links[0]), (), meant)
    return Guidance(None, tuple(links), meant)


def _meant(asked: SearchRequest) -> tuple[list[Known], list[Known]]:
    """The actors that the query names exactly, and those one of whose names holds its words."""
    tree = read(asked.query).tree
    names = known_names()
    if isinstance(tree, Tagged) and tree.facet in ACTOR_FACETS:
        wanted = [one for one in names.exactly(tree.value.replace("-", " ")) if one.kind == tree.facet.value]
        return wanted[:MOST_NAMES], []
    if not _is_plain(tree):
        return [], []
    text = asked.query.strip(" \"'“”„«»‘’")
    chosen = {(facet.value, value) for facet, choice in asked.choices.items() for value in choice.include}
    exact = [one for one in names.exactly(text) if (one.kind, one.slug) not in chosen]
    if exact:
        return exact[:MOST_NAMES], []
    found = [match.actor for match in names.completions(text, most=MOST_NAMES) if match.actor.articles]
    return [], [one for one in found if (one.kind, one.slug) not in chosen]


def _is_plain(tree: Node) -> bool:
    """Whether a query is mere words, all of them wanted anywhere in a text."""
    match tree:
        case Word(_, field, at_least):
            return field is None and at_least == 1
        case Phrase(_, field, within):
            return field is None and within is None
        case And(parts):
            return all(isinstance(part, Word | Phrase) and _is_plain(part) for part in parts)
        case _:
            return False


def _links(asked: SearchRequest, known: list[Known]) -> list[NameLink]:
    """The actors with their descriptions, in one query."""
    if not known:
        return []
    rows = _DESCRIBED.rows(one.slug for one in known)
    described = {(kind, slug): (name, description) for kind, slug, name, description in rows}
    links = []
    for one in known:
        if (one.kind, one.slug) not in described:
            continue
        name, description = described[one.kind, one.slug]
        chosen = choosing.toggled(replace(asked, query=""), Facet(one.kind), one.slug)
        links.append(
            NameLink(
                one.kind,
                KINDS[ActorKind(one.kind)][0],
                name,
                description,
                one.articles,
                actor_address(one.kind, one.slug),
                choosing.address(replace(chosen, sort=choosing.default_sort(""))),
            )
        )
    return links


_DESCRIBED = Statement(
    Actor,
    lambda slugs: Actor.objects.filter(slug__in=slugs).order_by().values_list("kind", "slug", "name", "description"),
    a_word,
)


def _card(known: Known, link: NameLink) -> Card | None:
    """The actor's record in short; None where it has gone since the names were read."""
    actor = Actor.objects.filter(kind=known.kind, slug=known.slug).first()
    if actor is None:
        return None
    facts: list[str] = []
    if actor.kind == ActorKind.PERSON:
        held = [office for office in actor.offices.select_related("body") if office.title]
        for office in held[::-1][:MOST_OFFICES]:
            body = f", {office.body.name}" if office.body else ""
            span = f"{prefix_in_words(office.since) or '?'} – {prefix_in_words(office.until) or 'today'}"
            facts.append(f"{office.title}{body} ({span})")
    elif actor.kind in {ActorKind.ALLIANCE, ActorKind.ORGANISATION}:
        members = actor.memberships.filter(status="member", until="").count()
        if members:
            facts.append(f"{members} member{'' if members == 1 else 's'}" + ("" if actor.until else " now"))
    return Card(link, years_of(actor.since, actor.until), tuple(facts))
