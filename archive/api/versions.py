"""The states in which an article was captured, as JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from archive.api.answering import Payload, known_parameters
from archive.models import Article, Version


def versions_in_short(article: Article) -> list[Payload]:
    """Each version without its text, oldest first; none where the article was only ever seen in one state."""
    return [_short(number, row) for number, row in enumerate(article.versions.in_order().defer("text"), 1)]


def versions_answer(request: HttpRequest, pk: int) -> Payload:
    """The versions of an article with their texts, oldest first."""
    known_parameters(request, ())
    article = Article.objects.only("pk", "slug").filter(pk=pk).first()
    if article is None:
        raise Http404(f"There is no article {pk}.")
    return {
        "id": pk,
        "versions": [
            {
                **_short(number, row),
                "byline": row.byline,
                "published_on": row.published_on.isoformat() if row.published_on else None,
                "text": row.text,
                "links": {"page": request.build_absolute_uri(row.get_absolute_url())},
            }
            for number, row in enumerate(article.versions.in_order().select_related("article"), 1)
        ],
    }


def _short(number: int, row: Version) -> Payload:
    """What was done to the version before is counted in sentences; the first one changed nothing."""
    counts = ("removed", "reworded", "added")
    return {
        "number": number,
        "seen_at": row.seen_at.isoformat(),
        "title": row.title,
        "changes": {
            "headline": bool(row.changes.get("headline")),
            **{name: int(row.changes.get(name) or 0) for name in counts},
            "explained": bool(row.changes.get("explained")),
        },
        "is_silent": row.is_silent,
    }
