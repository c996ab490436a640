"""Decisions on an article that was made again, led to it."""

from __future__ import annotations

from django.db import transaction

from archive.curation.keys import find_article
from archive.curation.records import apply_change
from archive.models import Article, Decision
from archive.models.decisions import Verb


def relink() -> int:
    """Lead decisions whose article is gone to one that was made again since; gives how many.

    What they corrected is corrected again; mentions follow with the next `retag`.
    """
    count = 0
    lost = Decision.objects.standing().filter(article__isnull=True, target__has_key="article")
    for decision in lost.exclude(verb=Verb.WITHDRAW):
        decision.article = find_article(decision.target["article"])
        if decision.article is None:
            continue
        with transaction.atomic():
            decision.save(update_fields=["article"])
            for change in decision.effect if decision.verb == Verb.CORRECT else ():
                apply_change(change)
            Article.objects.filter(pk=decision.article.pk).update(needs_tagging=True, needs_index=True)
        count += 1
    return count
