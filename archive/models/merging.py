"""Merging actors: several records turn out to be one, and everything that hangs on them moves to it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from archive.documents import ArchiveError, NameSort
from archive.models.actors import Actor, ActorName, ActorOffice, Membership
from archive.models.articles import Article
from archive.models.mentions import Mention


class MergeRefused(ArchiveError):
    """Actors that cannot be merged; the message says why."""


@transaction.atomic
def merge_actors(kept: Actor, others: Iterable[Actor], *, across_kinds: bool = False) -> int:
    """Merge actors into one that is kept; gives the number of articles whose mentions changed.

    Names, offices, memberships, mentions and whatever refers to the others move to the one kept; its
    own fields stay as they are. The others remain as records that point to it, so that old addresses
    and later runs find it. Names count as a curator's from then on, and the lists of the actors merged
    are closed to loads. The articles wait for the index. Raises MergeRefused for actors of another
    kind (unless a kind is being corrected), for the kept actor itself and where it is itself merged into another.
    """
    merged = list({actor.pk: actor for actor in others}.values())
    if not merged:
        raise MergeRefused("Choose at least two actors.")
    if kept.merged_into_id is not None:
        raise MergeRefused(f"{kept} is itself merged into {kept.merged_into}.")
    for other in merged:
        if other.pk == kept.pk:
            raise MergeRefused(f"{kept} cannot be merged into itself.")
        if other.kind != kept.kind and not across_kinds:
            raise MergeRefused(f"{other} ({other.kind}) and {kept} ({kept.kind}) are of different kinds.")
    touched = set(Mention.objects.filter(actor__in=merged).values_list("article", flat=True))
    for other in merged:
        _merge(kept, other)
    Article.objects.filter(pk__in=touched).mark_for_index()
    return len(touched)


def _merge(kept: Actor, other: Actor) -> None:
    _move_names(kept, other)
    _move_offices(kept, other)
    _move_memberships(kept, other)
    _move_mentions(kept, other)
    Actor.objects.filter(country=other).update(country=kept)
    Actor.objects.filter(merged_into=other).update(merged_into=kept)
    kept.successors.add(*other.successors.exclude(pk=kept.pk))
    kept.predecessors.add(*other.predecessors.exclude(pk=kept.pk))
    other.successors.clear()
    other.predecessors.clear()
    other.merged_into = kept
    other.curated_fields = sorted({*other.curated_fields, "names", "offices", "memberships"})
    other.save()


def _move_names(kept: Actor, other: Actor) -> None:
    """Move names that the kept actor lacks; the other's shown name becomes one of its full names."""
    known = set(kept.names.values_list("text", "sort"))
    for name in other.names.all():
        if (name.text, name.sort) not in known:
            ActorName.objects.filter(pk=name.pk).update(actor=kept, curated=True)
            known.add((name.text, name.sort))
    other.names.all().delete()
    if other.name != kept.name and other.name not in {text for text, _ in known}:
        ActorName.objects.create(actor=kept, text=other.name, sort=NameSort.FULL.value, curated=True)


def _move_offices(kept: Actor, other: Actor) -> None:
    """Move offices that the kept actor has not held already, and those held in the other as a body."""
    known = set(kept.offices.values_list("title", "body", "since", "until"))
    moved = False
    for office in other.offices.all():
        if (office.title, office.body_id, office.since, office.until) in known:
            office.delete()
        else:
            ActorOffice.objects.filter(pk=office.pk).update(actor=kept)
            moved = True
    ActorOffice.objects.filter(body=other).update(body=kept)
    _close(kept, "offices", moved)


def _move_memberships(kept: Actor, other: Actor) -> None:
    """Move memberships on both sides, dropping those that the kept actor has and any in itself."""
    moved = False
    for row in Membership.objects.filter(Q(alliance=other) | Q(member=other)):
        alliance = kept.pk if row.alliance_id == other.pk else row.alliance_id
        member = kept.pk if row.member_id == other.pk else row.member_id
        same = Membership.objects.filter(alliance=alliance, member=member, since=row.since, status=row.status)
        if alliance == member or same.exists():
            row.delete()
        else:
            Membership.objects.filter(pk=row.pk).update(alliance=alliance, member=member)
            moved = moved or alliance == kept.pk
    _close(kept, "memberships", moved)


def _close(kept: Actor, label: str, changed: bool) -> None:
    """Note that a list is now a curator's, so that no load puts the file's in its place."""
    if changed and label not in kept.curated_fields:
        kept.curated_fields = sorted({*kept.curated_fields, label})
        kept.save(update_fields=["curated_fields"])


def _move_mentions(kept: Actor, other: Actor) -> None:
    """Move mentions; where an article mentions both, the spans of the two are united."""
    both = Mention.objects.filter(actor=other, article__mentions__actor=kept)
    standing = {mention.article_id: mention for mention in kept.mentions.filter(article__in=both.values("article"))}
    for mention in both:
        _unite(standing[mention.article_id], mention)
    Mention.objects.filter(actor=other, article__in=list(standing)).delete()
    Mention.objects.filter(actor=other).update(actor=kept)


def _unite(kept: Mention, other: Mention) -> None:
    """Give a mention the spans of another; what a curator rejected adds nothing to what stands."""
    if other.rejected and not kept.rejected:
        return
    if kept.rejected and not other.rejected:
        kept.spans, kept.rejected, kept.prominence = [], False, 0.0
    spans = {(span["place"] == "title", span["start"], span["end"]): span for span in [*other.spans, *kept.spans]}
    kept.spans = [spans[place] for place in sorted(spans, key=lambda place: (not place[0], place[1], place[2]))]
    kept.count = len(kept.spans)
    kept.prominence = max(kept.prominence, other.prominence)
    kept.curated = kept.curated or other.curated
    kept.save()
