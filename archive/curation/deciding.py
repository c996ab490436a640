"""Deciding: a proposal is checked, carried out, written down, and the articles it touches are brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from archive.curation.keys import actor_key, article_key, source_key
from archive.curation.performing import perform, watched
from archive.curation.records import Change, Record, difference, photograph, photograph_article
from archive.curation.touching import (
    DecisionRefused,
    Touched,
    Work,
    bring_up_to_date,
    index_touched,
    naming,
    saying,
)
from archive.models import Actor, Article, Decision, Source
from archive.models.articles import ArticleQuerySet
from archive.models.decisions import MENTION_VERBS, NAME_LENGTH, Scope, Verb
from archive.models.laying import occurrences

_ON_ARTICLES = (Verb.CONFIRM, Verb.REJECT, Verb.ADD)
_WITH_WORDS = (Verb.ADD, Verb.MEANS, Verb.NEVER, Verb.SPLIT, Verb.ALIAS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision before it is made: what, on whom, where; ``detail`` holds what the verb needs besides.

    RENAME needs ``name``, ALIAS may have ``sort`` and ``ambiguous``, KIND needs ``kind``, MERGE ``others``
    (keys of actors), SPLIT may have ``into`` (a key), CREATE needs ``kind`` and ``name``, CORRECT ``fields``.
    """

    verb: Verb
    actor: Actor | None = None
    article: Article | None = None
    source: Source | None = None
    scope: Scope | None = None
    words: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was made and what became of the articles it touches."""

    decision: Decision
    touched: Touched


def touched_articles(proposal: Proposal) -> ArticleQuerySet:  # noqa: PLR0911 - one a kind of decision
    """The articles that a decision would touch, as its curator is told before; empty where it is about none."""
    one = Article.objects.filter(pk__in=[proposal.article.pk] if proposal.article else [])
    actor = proposal.actor
    match proposal.verb:
        case Verb.CONFIRM | Verb.REJECT | Verb.ADD | Verb.CORRECT:
            return one
        case Verb.MEANS | Verb.NEVER:
            if proposal.scope == Scope.ARTICLE:
                return one
            found = saying([proposal.words])
            if proposal.verb == Verb.NEVER and actor:
                found = found.filter(mentions__actor=actor)
            return found.filter(source=proposal.source) if proposal.scope == Scope.SOURCE else found
        case Verb.SPLIT if actor:
            return naming(actor).filter(pk__in=saying([proposal.words]).values("pk"))
        case Verb.ALIAS:
            return saying([proposal.words])
        case Verb.RENAME | Verb.CREATE:
            return saying([" ".join(str(proposal.detail.get("name", "")).split())])
        case Verb.KIND | Verb.DISMISS | Verb.VOUCH if actor:
            return naming(actor)
        case Verb.MERGE:
            return naming(*watched(proposal)[1:])
        case _:
            return Article.objects.none()


def decide(proposal: Proposal, by: str, reason: str = "", *, index: bool = True) -> Decided:
    """Make a decision. Raises DecisionRefused (or MergeRefused) with the reason and then changes nothing.

    ``by`` is the curator's user name. The article it was made on is right at once; others are brought up
    to date if they are few, else they wait for `retag`. The index follows after the transaction.
    """
    check(proposal)
    with transaction.atomic():
        ids = set(touched_articles(proposal).values_list("pk", flat=True))
        decision = _written(proposal, by, reason)
        decision.effect = _carried_out(proposal, decision)
        decision.save()
        first = proposal.article.pk if proposal.article else None
        touched = bring_up_to_date(ids | ({first} if first else set()), work_of(proposal.verb), first)
    if index:
        index_touched(ids | ({first} if first else set()))
    return Decided(decision, touched)


def work_of(verb: str) -> Work:
    """What an article needs that a decision of this verb touches."""
    if verb in MENTION_VERBS:
        return Work.LAY
    return Work.INDEX if verb in {Verb.MERGE, Verb.KIND, Verb.VOUCH, Verb.DISMISS} else Work.TAG


def check(proposal: Proposal) -> None:
    """Raises DecisionRefused where something is missing or makes no sense; changes nothing."""
    verb, actor = proposal.verb, proposal.actor
    if verb not in {Verb.CREATE, Verb.CORRECT} and actor is None:
        raise DecisionRefused("Choose an actor.")
    if verb in _ON_ARTICLES and proposal.article is None:
        raise DecisionRefused("This decision needs an article.")
    if verb in _WITH_WORDS and not proposal.words.strip():
        raise DecisionRefused("Give the words of the text.")
    if len(proposal.words) > NAME_LENGTH:
        raise DecisionRefused(f"Names have at most {NAME_LENGTH} characters.")
    if actor and actor.merged_into_id:
        raise DecisionRefused(f"{actor} is merged into {actor.merged_into}: decide on that one.")
    if verb == Verb.ADD and proposal.article and not _stands_in(proposal.article, proposal.words):
        raise DecisionRefused(f"“{proposal.words}” stands neither in the title nor in the text of this article.")
    if verb in {Verb.MEANS, Verb.NEVER} and not proposal.scope:
        raise DecisionRefused("Say where it holds: in this article, in this source, or always.")
    if proposal.scope == Scope.SOURCE and not proposal.source:
        raise DecisionRefused("Choose the source in which it holds.")


def _stands_in(article: Article, words: str) -> bool:
    return any(True for text in (article.title, article.text) for _ in occurrences(text, words))


def _written(proposal: Proposal, by: str, reason: str) -> Decision:
    target: dict[str, Any] = {}
    if proposal.actor:
        target["actor"] = actor_key(proposal.actor)
    if proposal.article:
        target["article"] = article_key(proposal.article)
    if proposal.scope == Scope.SOURCE and proposal.source:
        target["source"] = source_key(proposal.source)
    scope = Scope.ARTICLE if proposal.verb in _ON_ARTICLES else proposal.scope
    if proposal.verb == Verb.SPLIT:
        scope = Scope.ALWAYS
    return Decision(
        verb=proposal.verb,
        scope=scope or "",
        actor=proposal.actor,
        article=proposal.article,
        source=proposal.source if proposal.scope == Scope.SOURCE else None,
        target=target,
        words=" ".join(proposal.words.split()),
        detail=dict(proposal.detail),
        reason=reason.strip(),
        by=by,
    )


def _carried_out(proposal: Proposal, decision: Decision) -> list[Change]:
    """Change the records as the decision says; gives what changed."""
    if proposal.verb in {Verb.CONFIRM, Verb.REJECT} and proposal.article:
        standing = proposal.article.mentions.filter(actor=proposal.actor).first()
        spans = standing.spans or (standing.found or {}).get("spans", []) if standing else []
        decision.detail.setdefault("surfaces", list(dict.fromkeys(span["surface"] for span in spans)))
    if proposal.verb in MENTION_VERBS and proposal.verb != Verb.SPLIT:
        return []
    if proposal.verb == Verb.CORRECT and proposal.article:
        with recording_article(proposal.article) as changes:
            perform(proposal, decision)
        return changes
    actors = watched(proposal)
    before = {actor.pk: photograph(actor) for actor in actors}
    for actor in perform(proposal, decision):
        if actor.pk not in before:
            actors.append(actor)
    return changes_since(before, actors)


def changes_since(before: dict[int, Record], actors: Iterable[Actor]) -> list[Change]:
    """What changed of actors since they were photographed; one that was not has been made since."""
    changes = (difference("actor", actor_key(actor), before.get(actor.pk), photograph(actor)) for actor in actors)
    return [change for change in changes if change]


@contextmanager
def recording_article(article: Article) -> Iterator[list[Change]]:
    """Gives a list that holds, after the block, what the block changed of an article's fields."""
    before, changes = photograph_article(article), list[Change]()
    yield changes
    change = difference("article", article_key(article), before, photograph_article(article))
    changes += [change] if change else []


def write_down(
    verb: Verb, changes: list[Change], by: str, *, actor: Actor | None = None, article: Article | None = None
) -> Decided | None:
    """Log an edit that a form has made, and bring the articles up to date that it touches; None without a change.

    These are the article itself, the articles that say a name that was added or taken away, and those
    that name an actor whose status changed.
    """
    if not changes:
        return None
    names = {row["text"] for change in changes for rows in change["rows"].get("names", {}).values() for row in rows}
    retold = any(_RETOLD & set(change["fields"]) for change in changes if change["what"] == "article")
    with transaction.atomic():
        decision = _written(Proposal(verb, actor=actor, article=article), by, "")
        decision.effect = changes
        decision.save()
        ids = set(saying(names).values_list("pk", flat=True)) if names else set()
        if actor and any("status" in change["fields"] for change in changes):
            ids |= set(naming(actor).values_list("pk", flat=True))
        ids |= {article.pk} if article else set()
        touched = bring_up_to_date(ids, Work.TAG if names or retold else Work.INDEX)
    index_touched(ids)
    return Decided(decision, touched)


_RETOLD = {"title", "language", "published_on"}
"""Fields of an article that tagging reads."""
