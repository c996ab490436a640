"""The lines learned of a source, as its curators see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from archive.models import Article, LearnedLine, Removal, Source
from archive.models.furniture import Ruling
from archive.web.paging import paging
from archive.web.profile import page_asked
from archive.web.wording import rule_in_words

PAGE = 25
EXAMPLES = 3
SHOWN = {
    "": ("Furniture", Q(is_furniture=True) | ~Q(ruling=Ruling.NONE)),
    "ruled": ("Decided by a curator", ~Q(ruling=Ruling.NONE)),
    "other": ("Recurring, not furniture", Q(is_furniture=False, ruling=Ruling.NONE)),
}
"""What can be chosen: its label, and which lines it shows."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line with examples of its articles, and the rules under which it is taken out of them now."""

    line: LearnedLine
    articles: list[Article]
    rules: list[str]
    kept: bool
    """Whether it stands in one of these articles."""


def chosen_lines(source: Source, show: str, words: str) -> QuerySet[LearnedLine]:
    """The lines asked for, most frequent first; raises Http404 for a choice that there is not."""
    if show not in SHOWN:
        raise Http404("There is no such list of lines.")
    rows = LearnedLine.objects.filter(SHOWN[show][1], source=source).order_by("-articles", "pk")
    return rows.filter(text__icontains=words) if words else rows


def shown_lines(request: HttpRequest, source: Source) -> dict[str, object]:
    """One page of a source's lines, with the links around it; raises Http404 for a page past the last."""
    show, words, page = request.GET.get("show", ""), request.GET.get("q", "").strip()[:200], page_asked(request)
    rows = chosen_lines(source, show, words)
    count = rows.count()
    pages = max(1, -(-count // PAGE))
    if page > pages:
        raise Http404("There are not so many pages.")

    def link(number: int) -> str:
        query = {"show": show, "q": words, "page": number if number > 1 else ""}
        return "?" + urlencode({key: value for key, value in query.items() if value})

    return {
        "rows": line_rows(rows[(page - 1) * PAGE : page * PAGE]),
        "count": count,
        "show": show,
        "words": words,
        "choices": [(f"?show={key}" if key else "?", label, key == show) for key, (label, _) in SHOWN.items()],
        "pages": paging(page, pages, link),
        "rulings": Ruling.choices,
        "here": link(page),
    }


def line_rows(lines: Sequence[LearnedLine] | QuerySet[LearnedLine]) -> list[LineRow]:
    """The lines with their examples, in three queries however many there are."""
    found = list(lines)
    wanted = {pk for line in found for pk in line.examples[:EXAMPLES]}
    articles = Article.objects.in_bulk(wanted)
    rules: dict[tuple[int, str], str] = {}
    texts = {line.text for line in found}
    taken = Removal.objects.filter(article__in=wanted, text__in=texts).order_by()
    for pk, text, rule in taken.values_list("article", "text", "rule"):
        rules[pk, text] = rule
    rows = []
    for line in found:
        examples = [articles[pk] for pk in line.examples[:EXAMPLES] if pk in articles]
        by = dict.fromkeys(rules[row.pk, line.text] for row in examples if (row.pk, line.text) in rules)
        kept = any((row.pk, line.text) not in rules for row in examples)
        rows.append(LineRow(line, examples, [rule_in_words(rule) for rule in by], kept))
    return rows
