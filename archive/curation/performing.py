"""What a decision on a record does to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from archive.curation.keys import actor_key, find_actor
from archive.curation.records import set_article_field
from archive.curation.touching import DecisionRefused, saying
from archive.documents import ActorKind, NameSort
from archive.models import Actor, ActorName, Article, Decision
from archive.models.actors import ActorStatus
from archive.models.decisions import Verb
from archive.models.merging import merge_actors
from archive.slugs import slug_of

if TYPE_CHECKING:
    from archive.curation.deciding import Proposal


def note(decided: Article | Actor, fields: Iterable[str]) -> None:
    """Add fields to those that a curator set; the caller saves."""
    decided.curated_fields = sorted({*decided.curated_fields, *fields})


def watched(proposal: Proposal) -> list[Actor]:
    """The actors whose records a decision will change, its own first."""
    own = [proposal.actor] if proposal.actor else []
    keys = proposal.detail.get("others", []) if proposal.verb == Verb.MERGE else []
    if proposal.verb == Verb.SPLIT and proposal.detail.get("into"):
        keys = [proposal.detail["into"]]
    others = []
    for key in keys:
        other = find_actor(key)
        if other is None:
            raise DecisionRefused(f"The archive knows no {key.get('kind')} {key.get('slug')}.")
        others.append(other)
    if proposal.verb == Verb.KIND and proposal.actor:
        twin = find_actor({"kind": proposal.detail.get("kind"), "slug": proposal.actor.slug})
        others += [twin] if twin else []
    return [*own, *others]


def perform(proposal: Proposal, decision: Decision) -> list[Actor]:
    """Change the records; gives actors that were made. Raises DecisionRefused with the reason."""
    actor, detail = proposal.actor, proposal.detail
    match proposal.verb:
        case Verb.CREATE:
            made = _made(detail.get("kind", ""), detail.get("name", ""), [detail.get("name", "")])
            decision.actor, decision.target = made, {"actor": actor_key(made)}
            return [made]
        case Verb.CORRECT if proposal.article:
            _correct(proposal.article, detail.get("fields", {}))
            return []
    if actor is None:
        raise DecisionRefused("Choose an actor.")
    match proposal.verb:
        case Verb.RENAME:
            _rename(actor, " ".join(str(detail.get("name", "")).split()))
        case Verb.ALIAS:
            _alias(actor, decision.words, str(detail.get("sort") or NameSort.FULL), bool(detail.get("ambiguous")))
        case Verb.VOUCH:
            vouch(actor)
        case Verb.DISMISS:
            _refuse_same(actor.status == ActorStatus.REJECTED, f"{actor} is rejected already.")
            actor.status = ActorStatus.REJECTED
            note(actor, ["status"])
            actor.save()
        case Verb.MERGE:
            merge_actors(actor, watched(proposal)[1:])
        case Verb.KIND:
            return _change_kind(actor, str(detail.get("kind", "")))
        case Verb.SPLIT:
            return _split(actor, decision, find_actor(detail.get("into")))
    return []


def _refuse_same(same: bool, message: str) -> None:
    if same:
        raise DecisionRefused(message)


def _made(kind: str, name: str, names: Iterable[str]) -> Actor:
    """A new actor that a curator vouches for, found in texts by the names."""
    name = " ".join(name.split())[:300]
    if kind not in set(ActorKind):
        raise DecisionRefused("Say what it is: a person, a country, an organisation or an alliance.")
    slug = slug_of(name)
    if not slug:
        raise DecisionRefused("Give the new actor a name.")
    existing = find_actor({"kind": kind, "slug": slug})
    if existing and existing.merged_into_id:
        raise DecisionRefused(
            f"{existing} was merged into {existing.kept()}: undo that to have it back, or choose that."
        )
    if existing and existing.status != ActorStatus.REJECTED:
        raise DecisionRefused(f"{existing} ({kind}) is in the archive already: choose that one.")
    number, free = 2, slug
    while Actor.objects.filter(kind=kind, slug=free).exists():
        number, free = number + 1, f"{slug}-{number}"
    actor = Actor.objects.create(
        kind=kind, slug=free, name=name, status=ActorStatus.CONFIRMED, curated_fields=["name", "status"]
    )
    for text in dict.fromkeys(names):
        ActorName.objects.create(actor=actor, text=text, sort=NameSort.FULL.value, curated=True)
    return actor


def vouch(actor: Actor) -> None:
    """Confirm an actor: from now on tagging knows it by its name."""
    actor.status = ActorStatus.CONFIRMED
    note(actor, ["status"])
    actor.save()
    if not actor.names.filter(text=actor.name).exists():
        ActorName.objects.create(actor=actor, text=actor.name, sort=NameSort.FULL.value, curated=True)


def _rename(actor: Actor, name: str) -> None:
    _refuse_same(not slug_of(name), "Give the new name.")
    _refuse_same(name == actor.name, f"{actor} is called so already.")
    _refuse_same(len(name) > 300, "Names have at most 300 characters.")
    if actor.status == ActorStatus.DISCOVERED:
        vouch(actor)
    actor.name = name
    note(actor, ["name"])
    actor.save()
    if not actor.names.filter(text=name).exists():
        ActorName.objects.create(actor=actor, text=name, sort=NameSort.FULL.value, curated=True)


def _alias(actor: Actor, words: str, sort: str, ambiguous: bool) -> None:
    _refuse_same(sort not in set(NameSort), f"“{sort}” is no sort of name.")
    _refuse_same(actor.names.filter(text=words, sort=sort).exists(), f"{actor} has the name “{words}” already.")
    if actor.status == ActorStatus.DISCOVERED:
        vouch(actor)
    ActorName.objects.get_or_create(
        actor=actor, text=words, sort=sort, defaults={"ambiguous": ambiguous, "curated": True}
    )


def _change_kind(actor: Actor, kind: str) -> list[Actor]:
    """Put an actor of the right kind in its place; the old address and later runs find it there."""
    _refuse_same(kind not in set(ActorKind), "Say what it is: a person, a country, an organisation or an alliance.")
    _refuse_same(kind == actor.kind, f"{actor} is a {kind} already.")
    twin = find_actor({"kind": kind, "slug": actor.slug})
    if twin:
        _refuse_same(twin.kept() == actor, f"{actor} was of that kind before: undo that decision to have it back.")
        merge_actors(twin.kept(), [actor], across_kinds=True)
        return []
    made = Actor.objects.create(
        kind=kind,
        slug=actor.slug,
        name=actor.name,
        status=ActorStatus.CONFIRMED,
        since=actor.since,
        until=actor.until,
        description=actor.description,
        country=actor.country,
        wikidata=actor.wikidata,
        identifiers=actor.identifiers,
        curated_fields=["name", "status"],
    )
    merge_actors(made, [actor], across_kinds=True)
    vouch(made)
    return [made]


def _split(actor: Actor, decision: Decision, into: Actor | None) -> list[Actor]:
    """Take a name out of an actor; the decision is from then on about the one that has it."""
    words = decision.words
    _refuse_same(words == actor.name, f"“{words}” is the name of {actor} itself: rename it first.")
    _refuse_same(into == actor, f"“{words}” is a name of {actor} already.")
    if not (actor.names.filter(text=words).exists() or _is_found_by(actor, words)):
        raise DecisionRefused(f"“{words}” is no name of {actor}, and no article names {actor} so.")
    made = into or _made(actor.kind, words, [])
    for name in actor.names.filter(text=words):
        if made.names.filter(text=words, sort=name.sort).exists():
            name.delete()
        else:
            ActorName.objects.filter(pk=name.pk).update(actor=made, curated=True)
        note(actor, ["names"])
    actor.save()
    vouch(made)
    if not made.names.filter(text=words).exists():
        ActorName.objects.create(actor=made, text=words, sort=NameSort.FULL.value, curated=True)
    decision.detail["from"] = actor_key(actor)
    decision.actor = made
    decision.target["actor"] = actor_key(made)
    return [] if into else [made]


def _is_found_by(actor: Actor, words: str) -> bool:
    """Whether a mention of the actor stands at these words."""
    rows = actor.mentions.filter(article__in=saying([words])).values_list("spans", flat=True)
    return any(span["surface"] == words for spans in rows.iterator() for span in spans)


def _correct(article: Article, fields: dict[str, object]) -> None:
    """Set fields of an article to photographed values and note them as the curator's."""
    for name, value in fields.items():
        set_article_field(article, name, value)
    note(article, [name for name in fields if name not in {"date_precision", "date_origin"}])
    article.save()
