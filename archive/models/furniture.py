"""What was learned of a source's recurring lines, and what curators decided on them and on single blocks."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

LINE_LENGTH = 300
"""Characters of a learned line that are kept for people to see; it is known again by its fingerprint."""
NAME_LENGTH = 150
"""Characters of an account's name."""


class Ruling(models.TextChoices):
    """What a curator decided on a line of a source."""

    NONE = "", "As learned"
    KEEP = "keep", "Never furniture"
    REMOVE = "remove", "Always remove"


class LearnedLineQuerySet(models.QuerySet["LearnedLine"]):
    """Lines in the words of the archive."""

    def ruled(self) -> LearnedLineQuerySet:
        """Lines that a curator decided on."""
        return self.exclude(ruling=Ruling.NONE)


class LearnedLine(models.Model):
    """A line of a source, by its fingerprint, with the articles it was seen in."""

    source = models.ForeignKey("archive.Source", on_delete=models.CASCADE, related_name="lines")
    fingerprint = models.BigIntegerField()
    text = models.CharField(max_length=LINE_LENGTH)
    size = models.PositiveIntegerField(help_text="Characters; an ideograph counts as two")
    articles = models.PositiveIntegerField(default=0, help_text="Articles that hold it, near copies too")
    examples = models.JSONField(default=list, help_text="Ids of a few different articles that hold it")
    is_furniture = models.BooleanField(default=False, help_text="As learned, whatever was ruled")
    seen_at = models.DateTimeField(default=timezone.now)
    ruling = models.CharField(max_length=6, choices=Ruling, default=Ruling.NONE, blank=True)
    ruled_by = models.CharField(max_length=NAME_LENGTH, blank=True)
    ruled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = LearnedLineQuerySet.as_manager()

    class Meta:
        """Most frequent first."""

        ordering = ["source", "-articles", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "fingerprint"], name="line_once_a_source")]
        indexes = [
            models.Index(
                fields=["source", "-articles"],
                name="line_furniture",
                condition=models.Q(is_furniture=True) | ~models.Q(ruling=""),
            ),
            models.Index(fields=["source", "articles", "seen_at"], name="line_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.text[:60]}"


class BlockDecision(models.Model):
    """A curator's word on one block of an article's page, known again by its text wherever it stands."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="block_decisions")
    fingerprint = models.BigIntegerField()
    occurrence = models.PositiveIntegerField(default=0, help_text="0 for the first block of this text in the page")
    text = models.TextField()
    keep = models.BooleanField(help_text="Part of the article; else taken out")
    category = models.CharField(max_length=16, blank=True, help_text="Under which cleaning takes it out, if it does")
    rule = models.CharField(max_length=80, blank=True)
    decided_by = models.CharField(max_length=NAME_LENGTH)
    decided_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)

    class Meta:
        """Oldest first, as they were decided."""

        ordering = ["decided_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "fingerprint", "occurrence"], name="block_decided_once_an_article"
            )
        ]

    def __str__(self) -> str:
        return f"{'keep' if self.keep else 'remove'}: {self.text[:60]}"
