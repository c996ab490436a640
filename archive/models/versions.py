"""The states an article was in, as its captures gave them; an article with one state only has no rows here."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions in the words of the archive."""

    def in_order(self) -> VersionQuerySet:
        """Oldest first, as the article's page counts them."""
        return self.order_by("seen_at", "pk")

    def changes(self) -> VersionQuerySet:
        """Versions that changed one before them and show in the list of changes: nothing but spelling is left out."""
        return self.exclude(changes={}).filter(article__copy_of__isnull=True)

    def silent(self) -> VersionQuerySet:
        """Changes of headline or sentences about which the article says nothing."""
        return self.changes().filter(is_silent=True)


class Version(models.Model):
    """An article's text as one capture gave it first.

    ``changes`` says what was done to the version before: ``headline`` (true where it changed), and how
    many sentences were ``removed``, ``added`` and ``reworded``, ``explained`` where the text says so;
    it is empty for the first version and where only case or punctuation changed.
    """

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="versions")
    seen_at = models.DateTimeField(help_text="When its first capture was fetched, or kept where that is unknown")
    title = models.TextField()
    byline = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True)
    text = models.TextField()
    state_sha256 = models.CharField(max_length=64, help_text="Of folded title and text")
    changes = models.JSONField(default=dict, blank=True)
    is_silent = models.BooleanField(default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        """In order of sight."""

        ordering = ["article", "seen_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "seen_at"], name="version_one_a_moment")]
        indexes = [models.Index(fields=["-seen_at"], name="version_seen")]

    def __str__(self) -> str:
        return f"{self.title} ({self.seen_at:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        """The article's page of versions, at this one."""
        return reverse("article-versions", args=[self.article_id, self.article.slug or "article"]) + f"?to={self.pk}"

    def state(self) -> tuple[Any, ...]:
        """What a version is compared by."""
        return (self.title, self.text)
