"""A curator's decisions: noted with what they decide on, so that no later run or load overwrites them."""

from __future__ import annotations

from collections.abc import Iterable

from archive.models import Actor, Article


def note(decided: Article | Actor, fields: Iterable[str]) -> None:
    """Add fields to those that a curator set; the caller saves."""
    decided.curated_fields = sorted({*decided.curated_fields, *fields})


def await_index(articles: Iterable[int]) -> int:
    """Put articles into the index's queue, with their time of change as it asks for; gives their number."""
    return Article.objects.filter(pk__in=list(articles)).mark_for_index()
