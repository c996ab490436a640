"""How often each rule of cleaning fired, on how many articles, and where: to find its mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet

from archive.cleaning.rules import Rule
from archive.documents import RemovalCategory
from archive.models import Removal, Source
from archive.web.wording import REMOVALS, rule_in_words

PAGE = 50
SORTS = {"fired": "How often", "articles": "Articles", "rule": "Rule", "category": "Category"}
MEANINGS: dict[str, str] = {rule.rule_name: rule.value.meaning for rule in Rule}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule with its numbers; ``example`` is the latest block that it took out."""

    category: str
    label: str
    rule: str
    words: str
    meaning: str
    fired: int
    articles: int
    example: Removal | None


def rule_rows(sort: str, source: Source | None = None) -> list[RuleRow]:
    """Every rule that fired, with its numbers; counted by the database, examples in one query."""
    counted = (
        _removals(source)
        .order_by()
        .values("category", "rule")
        .annotate(fired=Count("pk"), articles=Count("article", distinct=True), latest=Max("pk"))
    )
    rows = list(counted)
    examples = Removal.objects.select_related("article__source").in_bulk([row["latest"] for row in rows])
    found = [
        RuleRow(
            row["category"],
            REMOVALS[RemovalCategory(row["category"])][0],
            row["rule"],
            rule_in_words(row["rule"]),
            MEANINGS.get(row["rule"], ""),
            row["fired"],
            row["articles"],
            examples.get(row["latest"]),
        )
        for row in rows
    ]
    order = list(REMOVALS)
    keys: dict[str, Callable[[RuleRow], Any]] = {
        "fired": lambda row: (-row.fired, row.rule),
        "articles": lambda row: (-row.articles, row.rule),
        "rule": lambda row: (row.rule,),
        "category": lambda row: (order.index(RemovalCategory(row.category)), -row.fired),
    }
    return sorted(found, key=keys[sort])


def removals_by(rule: str, source: Source | None = None) -> QuerySet[Removal]:
    """The blocks that a rule took out, those of the latest articles first."""
    return _removals(source).filter(rule=rule).order_by("-article_id", "position")


def _removals(source: Source | None) -> QuerySet[Removal]:
    return Removal.objects.filter(article__source=source) if source else Removal.objects.all()
