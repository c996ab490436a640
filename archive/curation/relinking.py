"""Decisions on an article that was made again, led to it."""

from __future__ import annotations

from django.db import transaction

from archive.curation.keys import find_article
from archive.curation.records import NotReversible, apply_change
from archive.models import Article, Decision
from archive.models.decisions import Verb


def relink() -> tuple[int, list[str]]:
    """Lead decisions whose article is gone to one that was made again since; gives how many, and what does not fit.

    What they corrected is corrected again; mentions follow with the next `retag`.
    """
    count, conflicts = 0, list[str]()
    lost = Decision.objects.standing().filter(article__isnull=True, target__has_key="article")
    for decision in lost.exclude(verb=Verb.WITHDRAW).order_by("at", "pk"):
        article = find_article(decision.target["article"])
        if article is None:
            continue
        try:
            with transaction.atomic():
                decision.article = article
                decision.save(update_fields=["article"])
                for change in decision.effect if decision.verb == Verb.CORRECT else ():
                    apply_change(change)
                Article.objects.filter(pk=article.pk).update(needs_tagging=True)
                Article.objects.filter(pk=article.pk).mark_for_index()
        except NotReversible as error:
            conflicts.append(f"{decision} on {article}: {error}")
        else:
            count += 1
    return count, conflicts
