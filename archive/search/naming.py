"""Finds whom a query's ``person:`` or ``country:`` means: names, codes and old slugs become slugs in use."""

from __future__ import annotations

from collections.abc import Callable

from babel import Locale
from django.db.models import Q

from archive.categories import CATEGORIES
from archive.models import Actor, ActorName, Source
from archive.search.query import And, Node, Not, Or, Tagged, conjunction, disjunction, negation
from archive.search.results import Facet
from archive.slugs import slug_of

_ACTORS = {Facet.PERSON, Facet.COUNTRY, Facet.ORGANISATION, Facet.ALLIANCE}
_LANGUAGES = dict(Locale("en").languages)
_LANGUAGE_CODES = {slug_of(name): code for code, name in _LANGUAGES.items() if len(code) == 2}


def named(tree: Node, notes: list[str] | None = None) -> Node:
    """The tree with every name of an actor, source or language put right; what nobody is called stays as it is.

    A name that several share means any of them. Each that the archive doesn't know adds a note, where notes are given.
    """

    def change(tagged: Tagged) -> Node:
        found = _resolved(tagged)
        if found is None and notes is not None:
            notes.append(_unknown(tagged))
        return found or tagged

    return _rewritten(tree, change)


def _rewritten(node: Node, change: Callable[[Tagged], Node]) -> Node:
    match node:
        case Tagged():
            return change(node)
        case And(parts):
            return conjunction([_rewritten(part, change) for part in parts])
        case Or(parts):
            return disjunction([_rewritten(part, change) for part in parts])
        case Not(part):
            return negation(_rewritten(part, change))
        case _:
            return node


def _resolved(tagged: Tagged) -> Node | None:
    """What a value means; None where the archive knows nothing of the name."""
    match tagged.facet:
        case Facet.YEAR:
            return tagged
        case Facet.CATEGORY:
            return tagged if tagged.value in CATEGORIES else None
        case Facet.LANGUAGE:
            code = _LANGUAGE_CODES.get(tagged.value, tagged.value)
            return Tagged(Facet.LANGUAGE, code) if code in _LANGUAGES else None
        case Facet.ABOUT:
            values = _about(tagged.value)
        case Facet.SOURCE:
            values = _source_slugs(tagged.value)
        case _:
            values = _actor_slugs(tagged.facet.value, tagged.value)
    return disjunction([Tagged(tagged.facet, value) for value in sorted(values)]) if values else None


def _unknown(tagged: Tagged) -> str:
    """What to say of a name that nobody has."""
    what = "actor" if tagged.facet is Facet.ABOUT else tagged.facet.value
    said = f"The archive knows no {what} called “{tagged.value[:40]}”"
    return f"{said}: choose {', '.join(CATEGORIES)}." if tagged.facet is Facet.CATEGORY else f"{said}."


def _about(value: str) -> set[str]:
    """``kind-slug`` as it is; a bare name means the actors of any kind that are called so."""
    kind, _, rest = value.partition("-")
    kinds = [kind] if rest and kind in {facet.value for facet in _ACTORS} else []
    found = {f"{kind}-{slug}" for kind in kinds for slug in _actor_slugs(kind, rest)}
    return found or {f"{facet.value}-{slug}" for facet in sorted(_ACTORS) for slug in _actor_slugs(facet.value, value)}


def _actor_slugs(kind: str, value: str) -> set[str]:
    """The slugs of the actors of a kind whom a slug, a code or a name means; a slug goes before the rest."""
    of_kind = Actor.objects.filter(kind=kind).select_related("merged_into")
    actors = list(of_kind.filter(slug=value)) or list(of_kind.filter(code__iexact=value, code__gt=""))
    if not actors:
        beginning = value.partition("-")[0]
        called = ActorName.objects.filter(actor__kind=kind, text__istartswith=beginning)
        ids = {actor for actor, text in called.values_list("actor", "text") if slug_of(text) == value}
        actors = list(of_kind.filter(pk__in=ids))
        actors += [one for one in of_kind.filter(name__istartswith=beginning) if slug_of(one.name) == value]
    return {(actor.merged_into or actor).slug for actor in actors}


def _source_slugs(value: str) -> set[str]:
    """The slugs of the sources that a slug, a host or a name means."""
    beginning = value.partition("-")[0]
    likely = Source.objects.filter(Q(slug=value) | Q(name__istartswith=beginning) | Q(host__istartswith=beginning))
    return {
        source.slug for source in likely if value in {source.slug, slug_of(source.name), slug_of(source.host or "")}
    }
