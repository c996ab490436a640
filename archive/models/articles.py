"""What people read, and what cleaning took out of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from archive.documents import Block, BlockKind, DateOrigin, DatePrecision, RemovalCategory
from archive.models.indexes import AddressIndex
from archive.slugs import slug_of


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles in the words of the archive."""

    def readable(self) -> ArticleQuerySet:
        """The articles that lists and search show: one of each text, copies left out."""
        return self.filter(copy_of__isnull=True)

    def dated(self) -> ArticleQuerySet:
        """Articles whose publication date is known at least to the year."""
        return self.filter(published_on__isnull=False)

    def undated(self) -> ArticleQuerySet:
        """Articles of which no publication date is known."""
        return self.filter(published_on__isnull=True)

    def newest(self) -> ArticleQuerySet:
        """Newest first; undated articles stand at the end."""
        return self.order_by(models.F("published_on").desc(nulls_last=True), "-pk")

    def naming(self, actor: Any) -> ArticleQuerySet:
        """Articles that name the actor, mentions that a curator rejected left out."""
        return self.filter(mentions__actor=actor, mentions__rejected=False)

    def waiting_for_index(self) -> ArticleQuerySet:
        """Articles whose last change the index doesn't know yet."""
        return self.filter(needs_index=True)

    def last_before(self, moment: datetime) -> int:
        """The highest id of the articles that were in the archive at a moment; 0 where there was none."""
        return self.filter(added_at__lte=moment).order_by("-added_at", "-pk").values_list("pk", flat=True).first() or 0

    def mark_for_index(self) -> int:
        """Have the next indexing take these articles again; gives how many there are."""
        return self.update(needs_index=True, changed_at=timezone.now())

    def for_reading(self) -> ArticleQuerySet:
        """With all that an article list prints, in a fixed number of queries."""
        return self.select_related("source")


class Article(models.Model):
    """An article: title, byline, date with its precision and origin, source, clean text."""

    source = models.ForeignKey("archive.Source", on_delete=models.PROTECT, related_name="articles")
    copy_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    title = models.TextField()
    slug = models.CharField(max_length=120)
    byline = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True, db_index=True)
    date_precision = models.CharField(
        max_length=8,
        choices=[(p.value, p.name.capitalize()) for p in DatePrecision],
        default=DatePrecision.NONE.value,
    )
    date_origin = models.CharField(
        max_length=8,
        choices=[(o.value, o.name.capitalize()) for o in DateOrigin],
        default=DateOrigin.NONE.value,
    )
    language = models.CharField(max_length=8, blank=True)
    text = models.TextField()
    blocks = models.JSONField(default=list, help_text="The text's blocks: position, kind, text, markup")
    description = models.TextField(blank=True)
    section = models.TextField(blank=True)
    url = models.TextField(blank=True, help_text="Canonical address")
    page_key = models.CharField(
        max_length=200, blank=True, db_index=True, help_text="What all spellings of the address share"
    )
    image = models.TextField(blank=True, help_text="Address of the lead image; never fetched")
    word_count = models.PositiveIntegerField(default=0)
    text_sha256 = models.CharField(max_length=64, db_index=True, help_text="Of the folded text; finds exact copies")
    is_sample = models.BooleanField(default=False)
    curated_fields = models.JSONField(
        default=list, blank=True, help_text="Fields a curator set; no run overwrites them"
    )
    needs_index = models.BooleanField(default=True, db_index=True)
    needs_tagging = models.BooleanField(
        default=False, db_index=True, help_text="A decision touches it that the next retag applies"
    )
    needs_cleaning = models.BooleanField(
        default=False, db_index=True, help_text="A new state came in that the end of the run has yet to compare"
    )
    added_at = models.DateTimeField(auto_now_add=True, db_index=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        """A date and its precision hold together, here as in `archive.documents.PublicationDate`."""

        ordering = [models.F("published_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                name="article_date_has_precision",
                condition=models.Q(published_on__isnull=True, date_precision="none")
                | models.Q(published_on__isnull=False) & ~models.Q(date_precision="none"),
            ),
            models.CheckConstraint(name="article_not_copy_of_itself", condition=~models.Q(copy_of=models.F("pk"))),
        ]
        indexes = [
            models.Index(fields=["source", "-published_on"], name="article_source_date"),
            AddressIndex(fields=["url"], name="article_url"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the slug in step with the title."""
        self.slug = slug_of(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The article's page."""
        return reverse("article", args=[self.pk, self.slug or "article"])

    def text_blocks(self) -> list[Block]:
        """The stored blocks as the cleaning stage's own type."""
        return [
            Block(block["position"], block["text"], BlockKind(block["kind"]), block.get("markup", ""))
            for block in self.blocks
        ]


class Removal(models.Model):
    """A block that cleaning took out, with the rule that did."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="removals")
    position = models.PositiveIntegerField()
    category = models.CharField(
        max_length=16, choices=[(c.value, c.name.capitalize()) for c in RemovalCategory], db_index=True
    )
    rule = models.CharField(max_length=80, db_index=True)
    text = models.TextField()

    class Meta:
        """In page order."""

        ordering = ["article", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "position"], name="removal_one_a_position")]
        indexes = [models.Index(fields=["category", "rule", "article"], name="removal_rule_article")]

    def __str__(self) -> str:
        return f"{self.category}/{self.rule}: {self.text[:60]}"
