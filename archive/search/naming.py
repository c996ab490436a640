"""Finds whom a query's ``person:`` or ``country:`` means: names, codes and old slugs become slugs in use."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from archive.models import Actor, Source
from archive.search.query import And, Node, Not, Or, Tagged, conjunction, disjunction, negation
from archive.search.results import Facet

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
    if tagged.facet in _ACTORS:
        slugs = _actor_slugs(tagged.facet.value, tagged.value)
    elif tagged.facet is Facet.SOURCE:
        name = tagged.value.replace("-", " ")
        slugs = set(Source.objects.filter(Q(slug=tagged.value) | Q(name__iexact=name)).values_list("slug", flat=True))
    else:
        return tagged
    return disjunction([Tagged(tagged.facet, slug) for slug in sorted(slugs)]) if slugs else tagged


def _actor_slugs(kind: str, value: str) -> set[str]:
    """The slugs of the actors of a kind whom a slug, a code or a name means; a slug goes before the rest."""
    found = Actor.objects.filter(kind=kind).select_related("merged_into")
    name = value.replace("-", " ")
    called = Q(code__iexact=value) | Q(name__iexact=name) | Q(names__text__iexact=name)
    actors = list(found.filter(slug=value)) or list(found.filter(called).distinct())
    return {(actor.merged_into or actor).slug for actor in actors}
