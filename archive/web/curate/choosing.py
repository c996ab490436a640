"""Which actor a curator means: by key as completion writes it, or by name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, Count, IntegerField, Q, Value, When

from archive.documents import ActorKind
from archive.models import Actor

OFFERED = 12
"""Actors offered while a name is typed."""


def key_of(actor: Actor) -> str:
    """What stands for an actor in a form's field: kind and slug."""
    return f"{actor.kind}/{actor.slug}"


def actors_meant(written: str) -> list[Actor]:
    """The current actors that a field's text may mean: the one of a key, else those of exactly that name."""
    written = written.strip()
    kind, _, slug = written.partition("/")
    if slug and kind in set(ActorKind):
        found = Actor.objects.filter(kind=kind, slug=slug).first()
        return [found.kept()] if found else []
    if not written:
        return []
    match = Q(name__iexact=written) | Q(names__text__iexact=written)
    return list(Actor.objects.current().filter(match).distinct().order_by("name", "kind")[:OFFERED])


def completions(beginning: str) -> list[Actor]:
    """Current actors one of whose names begins with the letters, those named in most articles first."""
    beginning = beginning.strip()
    if not beginning:
        return []
    match = Q(name__istartswith=beginning) | Q(names__text__istartswith=beginning)
    match |= Q(name__icontains=f" {beginning}")
    ids = Actor.objects.current().filter(match).order_by().values_list("pk", flat=True).distinct()[:400]
    exact = Case(When(name__iexact=beginning, then=Value(0)), default=Value(1), output_field=IntegerField())
    ranked = Actor.objects.filter(pk__in=list(ids)).annotate(exact=exact, number=Count("mentions"))
    return list(ranked.order_by("exact", "-number", "name")[:OFFERED])


def as_options(actors: Iterable[Actor]) -> list[tuple[str, str]]:
    """Key and wording of actors, to choose from."""
    return [
        (key_of(actor), f"{actor.name} – {actor.kind}{f', {actor.description}' if actor.description else ''}"[:120])
        for actor in actors
    ]
