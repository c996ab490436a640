"""An actor in an article: its spans, how it was found, how prominent it is."""

from __future__ import annotations

from typing import Any

from django.db import models


class MentionQuerySet(models.QuerySet["Mention"]):
    """Mentions in the words of the archive."""

    def standing(self) -> MentionQuerySet:
        """Mentions that pages and the index show: not rejected by a curator, actor not rejected."""
        return self.filter(rejected=False).exclude(actor__status="rejected")

    def by_machine(self) -> MentionQuerySet:
        """What a new run may replace: not decided on by a curator, or by a decision that is laid over it again."""
        return self.filter(models.Q(curated=False) | models.Q(found__isnull=False))


class Mention(models.Model):
    """One actor in one article.

    ``spans`` is a list of objects ``{start, end, place, surface, rule, record, confidence}`` in reading
    order; offsets count characters of the title where place is ``title``, else of the text.
    """

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="mentions")
    actor = models.ForeignKey("archive.Actor", on_delete=models.CASCADE, related_name="mentions")
    spans = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    prominence = models.FloatField(default=0.0, help_text="0 to 1")
    curated = models.BooleanField(default=False, help_text="Decided by a curator; no run changes it")
    rejected = models.BooleanField(default=False)
    found = models.JSONField(
        null=True, blank=True, help_text="What tagging found, where a decision changed it: spans, prominence"
    )

    objects = MentionQuerySet.as_manager()

    class Meta:
        """Most prominent first."""

        ordering = ["-prominence", "actor__name"]
        constraints = [
            models.UniqueConstraint(fields=["article", "actor"], name="mention_once_an_article"),
            models.CheckConstraint(
                name="mention_prominence_share", condition=models.Q(prominence__gte=0, prominence__lte=1)
            ),
        ]
        indexes = [models.Index(fields=["actor", "-prominence"], name="mention_actor")]

    def __str__(self) -> str:
        return f"{self.actor} in {self.article}"

    def rules(self) -> list[Any]:
        """The rules that found it, each once, in reading order."""
        return list(dict.fromkeys(span["rule"] for span in self.spans))
