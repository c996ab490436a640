"""Result lists that were kept: a search as it was answered at one time, under an address that stays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.crypto import get_random_string

KEY_LENGTH = 8
_KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that are mistaken for one another when an address is copied by hand."""
MOST_KEPT = 10_000
"""Articles whose ids a kept list holds; of a longer list the first ones."""


class KeptSearchQuerySet(models.QuerySet["KeptSearch"]):
    """Kept lists in the words of the archive."""

    def keep(self, query_string: str, total: int, article_ids: Sequence[int]) -> KeptSearch:
        """The kept list of this search with this result; made unless the very same was kept before."""
        ids = list(article_ids[:MOST_KEPT])
        fingerprint = hashlib.sha256(json.dumps([query_string, total, ids]).encode()).hexdigest()
        known = self.filter(fingerprint=fingerprint).first()
        if known:
            return known
        try:
            with transaction.atomic():
                return self.create(
                    key=get_random_string(KEY_LENGTH, _KEY_LETTERS),
                    fingerprint=fingerprint,
                    query_string=query_string,
                    total=total,
                    article_ids=ids,
                )
        except IntegrityError:  # someone kept the same at the same moment
            return self.get(fingerprint=fingerprint)


class KeptSearch(models.Model):
    """A search, when it was kept, how many articles it had found, and which."""

    key = models.CharField(max_length=16, unique=True)
    fingerprint = models.CharField(max_length=64, unique=True, help_text="SHA-256 of search and result")
    query_string = models.TextField(blank=True, help_text="The search as it stands in an address")
    total = models.PositiveIntegerField()
    article_ids = models.JSONField(default=list, help_text="In the order found")
    kept_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = KeptSearchQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ["-kept_at", "-pk"]
        verbose_name_plural = "kept searches"

    def __str__(self) -> str:
        return f"{self.key}: {self.query_string or 'everything'}"

    def get_absolute_url(self) -> str:
        """The list's page."""
        return reverse("kept-search", args=[self.key])
