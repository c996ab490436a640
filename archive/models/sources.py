"""Who published: a newspaper, a blog, an agency."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from archive.slugs import slug_of

NAME_LENGTH = 200
"""Characters of a source's name that are kept."""
UNKNOWN_NAME = "Unknown source"
"""The source of pages of which nothing says who published them: no publisher's, so nothing is learned of it."""


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources in the words of the archive."""

    def with_article_counts(self) -> SourceQuerySet:
        """Annotate ``article_count``: how many articles of each source people see (copies left out)."""
        return self.annotate(
            article_count=models.Count("articles", filter=models.Q(articles__copy_of__isnull=True), distinct=True)
        )

    def named(self, name: str, host: str = "") -> Source:
        """The source of that host, else of that name; made when there is none yet.

        A source first met by its host alone takes the name when a later page gives one.
        """
        name = name[:NAME_LENGTH].strip()
        found = self.filter(host=host).first() if host else None
        found = found or (self.filter(name__iexact=name).first() if name else None)
        if found is None:
            return self.create(
                name=name or host, host=host or None, slug=self.free_slug(name or host.replace(".", " "))
            )
        if host and not found.host:
            found.host = host
            found.save(update_fields=["host"])
        if name and found.name == found.host:
            found.name = name
            found.save(update_fields=["name"])
        return found

    def free_slug(self, name: str) -> str:
        """A slug for that name which no source has yet."""
        wanted = slug_of(name) or "source"
        slug, number = wanted, 2
        while self.filter(slug=slug).exists():
            slug, number = f"{wanted}-{number}", number + 1
        return slug


class Source(models.Model):
    """A publisher; ``host`` is its host name where one is known."""

    name = models.CharField(max_length=NAME_LENGTH)
    slug = models.SlugField(max_length=120, unique=True)
    host = models.CharField(max_length=253, unique=True, null=True, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text="ISO 639-1 code of its usual language")
    description = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False, help_text="Invented for the sample collection")

    objects = SourceQuerySet.as_manager()

    class Meta:
        """Alphabetical, as librarians expect."""

        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store an unknown host as NULL, since '' would be unique too."""
        self.host = self.host or None
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The source's page."""
        return reverse("source", args=[self.slug])

    def is_named(self, name: str) -> bool:
        """Whether this is the source that the curator means by that name."""
        return self.name.casefold() == name[:NAME_LENGTH].strip().casefold()
