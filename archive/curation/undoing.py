"""Undoing decisions, also out of order where nothing later builds on them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from archive.curation.deciding import Decided, Proposal, touched_articles, work_of
from archive.curation.keys import find_actor
from archive.curation.records import NotReversible, aspects, take_back
from archive.curation.touching import DecisionRefused, Touched, Work, bring_up_to_date, index_touched, naming, saying
from archive.curation.withdrawing import give_back
from archive.documents import ArchiveError
from archive.models import Actor, Decision, Mention
from archive.models.articles import ArticleQuerySet
from archive.models.decisions import MENTION_VERBS, Scope, Verb


class UndoRefused(DecisionRefused):
    """A decision that cannot be undone now; the message says why and what to undo first."""


def undo(decision: Decision, by: str, *, index: bool = True) -> Decided:
    """Take a decision back: records and mentions are as they would be without it.

    Raises UndoRefused where it is undone already, or where a later decision builds on it.
    """
    if decision.undone_at:
        raise UndoRefused(f"This was undone already, by {decision.undone_by}.")
    later = builds_on(decision)
    if later:
        raise UndoRefused(
            f"A later decision builds on this one: “{later.get_verb_display()}” by {later.by},"
            f" {later.at:%-d %B %Y, %H:%M}. Undo that one first."
        )
    if decision.verb == Verb.WITHDRAW:
        try:
            give_back(decision, by)
        except ArchiveError as error:
            raise UndoRefused(f"The article cannot be given back: {error}") from error
        return Decided(decision, Touched(done=1))
    proposal = proposal_of(decision)
    first = decision.article_id
    with transaction.atomic():
        ids = set(touched_articles(proposal).values_list("pk", flat=True)) | ({first} if first else set())
        work = work_of(decision.verb)
        if decision.verb == Verb.MERGE and proposal.actor:
            ids, work = set(naming(proposal.actor).values_list("pk", flat=True)), Work.TAG
        if decision.verb == Verb.DISMISS and proposal.actor:
            # Whatever was tagged since the rejection has no mention of the actor.
            ids, work = ids | set(_calling(proposal.actor).values_list("pk", flat=True)), Work.TAG
        if decision.verb == Verb.SPLIT:
            # Whatever was tagged since gave the name to the actor that was made of it.
            ids, work = ids | set(saying([decision.words]).values_list("pk", flat=True)), Work.TAG
        decision.undone_at, decision.undone_by = timezone.now(), by
        decision.save(update_fields=["undone_at", "undone_by"])
        if decision.verb == Verb.KIND:
            ids |= _mentions_back(decision)
        try:
            for change in reversed(decision.effect):
                take_back(change)
        except NotReversible as error:
            raise UndoRefused(str(error)) from error
        touched = bring_up_to_date(ids, work, first)
    if index:
        index_touched(ids)
    return Decided(decision, touched)


def builds_on(decision: Decision) -> Decision | None:
    """The last standing decision that would lose its ground if this one were undone; None where there is none."""
    about = {aspect for change in decision.effect for aspect in aspects(change)}
    made = [change["key"] for change in decision.effect if change["made"]]
    if not about:
        return None
    later = Decision.objects.standing().filter(Q(at__gt=decision.at) | Q(at=decision.at, pk__gt=decision.pk))
    for other in later.order_by("-at", "-pk"):
        theirs = {aspect for change in other.effect for aspect in aspects(change)}
        if about & theirs or any(_speaks_of(other, key) for key in made):
            return other
    return None


def _speaks_of(decision: Decision, key: dict[str, str]) -> bool:
    """Whether a decision is about an actor or about several of which it is one."""
    own = decision.target.get("actor")
    others = [*decision.detail.get("others", []), decision.detail.get("from"), decision.detail.get("into")]
    return key == own or key in others


def proposal_of(decision: Decision) -> Proposal:
    """The proposal that a decision was."""
    actor = find_actor(decision.detail["from"]) if decision.verb == Verb.SPLIT else decision.actor
    return Proposal(
        Verb(decision.verb),
        actor=actor or decision.actor,
        article=decision.article,
        source=decision.source,
        scope=Scope(decision.scope) if decision.scope and decision.verb in MENTION_VERBS else None,
        words=decision.words,
        detail=decision.detail,
    )


def _calling(actor: Actor) -> ArticleQuerySet:
    """Articles that say any name of an actor."""
    return saying({actor.name, *actor.names.values_list("text", flat=True)})


def _mentions_back(decision: Decision) -> set[int]:
    """Give the mentions of an actor that was made in place of another back to that one; gives their articles."""
    old = decision.actor
    made = [find_actor(change["key"]) for change in decision.effect if change["made"]]
    moved: set[int] = set()
    for actor in made:
        if isinstance(actor, Actor) and old is not None:
            rows = Mention.objects.filter(actor=actor).exclude(article__mentions__actor=old)
            moved |= set(Mention.objects.filter(actor=actor).values_list("article", flat=True))
            rows.update(actor=old)
    return moved
