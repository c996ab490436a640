"""Finds whom a query's ``person:`` or ``country:`` means: names, codes and old slugs become slugs in use."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from archive.models import Actor, ActorName, Source
from archive.search.query import And, Node, Not, Or, Tagged, conjunction, disjunction, negation
from archive.search.results import Facet
from archive.slugs import slug_of

_ACTORS = {Facet.PERSON, Facet.COUNTRY, Facet.ORGANISATION, Facet.ALLIANCE}


def named(tree: Node) -> Node:
    """The tree with every name of an actor or source put right; what nobody is called stays as it is.

    A name that several share means any of them.
    """
    return _rewritten(tree, _resolved)


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


def _resolved(tagged: Tagged) -> Node:
    if tagged.facet is Facet.ABOUT:
        return _about(tagged)
    if tagged.facet in _ACTORS:
        slugs = _actor_slugs(tagged.facet.value, tagged.value)
    elif tagged.facet is Facet.SOURCE:
        slugs = _source_slugs(tagged.value)
    else:
        return tagged
    return disjunction([Tagged(tagged.facet, slug) for slug in sorted(slugs)]) if slugs else tagged


def _about(tagged: Tagged) -> Node:
    """``kind-slug`` as it is; a bare name means the actors of any kind that are called so."""
    kind, _, rest = tagged.value.partition("-")
    kinds = [kind] if rest and kind in {facet.value for facet in _ACTORS} else []
    found = {f"{kind}-{slug}" for kind in kinds for slug in _actor_slugs(kind, rest)}
    if not found:
        found = {
            f"{facet.value}-{slug}" for facet in sorted(_ACTORS) for slug in _actor_slugs(facet.value, tagged.value)
        }
    return disjunction([Tagged(Facet.ABOUT, value) for value in sorted(found)]) if found else tagged


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
