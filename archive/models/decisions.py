"""What curators decided, kept apart from what the machine found: who, when, on what, what it changed."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

NAME_LENGTH = 300
"""Characters of the words that a decision is about; as many as a name may have."""


class Verb(models.TextChoices):
    """What is decided."""

    CONFIRM = "confirm", "Mention confirmed"
    REJECT = "reject", "Mention rejected"
    ADD = "add", "Mention added"
    MEANS = "means", "Words mean an actor"
    NEVER = "never", "Words never mean an actor"
    SPLIT = "split", "Actor split"
    MERGE = "merge", "Actors merged"
    RENAME = "rename", "Actor renamed"
    ALIAS = "alias", "Name added"
    VOUCH = "vouch", "Actor confirmed"
    DISMISS = "dismiss", "Actor rejected"
    KIND = "kind", "Kind changed"
    CREATE = "create", "Actor made"
    EDIT = "edit", "Record edited"
    CORRECT = "correct", "Article corrected"
    WITHDRAW = "withdraw", "Article withdrawn"


MENTION_VERBS = (Verb.CONFIRM, Verb.REJECT, Verb.ADD, Verb.MEANS, Verb.NEVER, Verb.SPLIT)
"""Decisions that are laid over what tagging found, each time an article is tagged."""


class Scope(models.TextChoices):
    """Where a decision on mentions holds."""

    ARTICLE = "article", "In this article"
    SOURCE = "source", "In this source"
    ALWAYS = "always", "Always"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions in the words of the archive."""

    def standing(self) -> DecisionQuerySet:
        """Decisions that nobody has undone."""
        return self.filter(undone_at__isnull=True)

    def on_mentions_of(self, article: Any) -> DecisionQuerySet:
        """The standing decisions that are laid over what tagging finds in an article, oldest first."""
        where = (
            models.Q(scope=Scope.ARTICLE, article=article)
            | models.Q(scope=Scope.SOURCE, source=article.source_id)
            | models.Q(scope=Scope.ALWAYS)
        )
        return self.standing().filter(where, verb__in=MENTION_VERBS).order_by("at", "pk")


class Decision(models.Model):
    """One decision of a curator.

    ``target`` names what it is about by keys that hold in another database too: ``actor`` by kind and
    slug, ``article`` by the SHA-256 of its captures with address and host, ``source`` by slug and
    host. ``effect`` lists what it changed, before and after, so that it can be undone.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    verb = models.CharField(max_length=8, choices=Verb)
    scope = models.CharField(max_length=8, choices=Scope, blank=True)
    actor = models.ForeignKey(
        "archive.Actor", on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    article = models.ForeignKey(
        "archive.Article", on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    source = models.ForeignKey(
        "archive.Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    target = models.JSONField(default=dict, help_text="What it is about, by natural keys")
    words = models.CharField(max_length=NAME_LENGTH, blank=True, help_text="The words of the text or the name")
    detail = models.JSONField(default=dict, blank=True)
    effect = models.JSONField(default=list, blank=True, help_text="What it changed: before and after")
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=150, db_index=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        """Newest first, as a log is read."""

        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_undone_by_somebody",
                condition=models.Q(undone_at__isnull=True, undone_by="")
                | models.Q(undone_at__isnull=False) & ~models.Q(undone_by=""),
            )
        ]
        indexes = [models.Index(fields=["verb", "scope"], name="decision_verb_scope")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} by {self.by}"
