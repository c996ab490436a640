"""Articles, actors and sources as JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from archive.api.answering import Payload, Problem, known_parameters, whole_number
from archive.api.searching import article_in_short, search_address, steps
from archive.api.versions import versions_in_short
from archive.documents import ActorKind
from archive.models import Actor, Article, Membership, Mention, Source
from archive.models.actors import ActorStatus
from archive.search.known_names import Match, known_names
from archive.search.results import Choice, Facet, SearchRequest, Sort
from archive.search.similarity import similar_articles

PAGE_SIZE, LARGEST_PAGE = 100, 1_000
COMPLETIONS, MOST_COMPLETIONS = 8, 50
LONGEST_NAME = 5
"""Words of what was typed that are tried as the beginning of a name."""
_KINDS = [kind.value for kind in ActorKind]


def article_answer(request: HttpRequest, pk: int) -> Payload:
    """One article whole: text, actors with their places in it, removals, captures, versions."""
    known_parameters(request, ())
    row = Article.objects.select_related("source").filter(pk=pk).first()
    if row is None:
        raise Http404(f"There is no article {pk}.")
    mentions = Mention.objects.standing().filter(article=row).select_related("actor").order_by("-prominence", "pk")
    return {
        "id": row.pk,
        "title": row.title,
        "byline": row.byline,
        "description": row.description,
        "section": row.section,
        "url": row.url,
        **article_in_short(request, row),
        "date_origin": row.date_origin,
        "text": row.text,
        "blocks": [
            {"position": each.position, "kind": each.kind.value, "text": each.text} for each in row.text_blocks()
        ],
        "mentions": [_mention(request, each) for each in mentions],
        "removals": list(row.removals.values("position", "category", "rule", "text")),
        "captures": [
            {
                "id": each.pk,
                "captured_at": each.captured_at.isoformat() if each.captured_at else None,
                "kept_at": each.kept_at.isoformat(),
                "media_type": each.media_type,
                "sha256": each.payload_sha256,
            }
            for each in row.captures.all()
        ],
        "copy_of": row.copy_of_id,
        "copies": list(row.copies.values_list("pk", flat=True)),
        "versions": versions_in_short(row),
        "added_at": row.added_at.isoformat(),
        "changed_at": row.changed_at.isoformat(),
    }


def similar_answer(request: HttpRequest, pk: int) -> Payload:
    """Articles like one, the likest first."""
    known_parameters(request, ())
    row = Article.objects.filter(pk=pk).first()
    if row is None:
        raise Http404(f"There is no article {pk}.")
    ids = similar_articles(row, 10)
    rows = Article.objects.select_related("source").in_bulk(ids)
    return {
        "id": pk,
        "similar": [
            {"id": number, "title": rows[number].title, **article_in_short(request, rows[number])}
            for number in ids
            if number in rows
        ],
    }


def _mention(request: HttpRequest, mention: Mention) -> Payload:
    spans = [span for span in mention.spans if isinstance(span, dict)]
    names = ("place", "start", "end", "surface", "rule", "record")
    return {
        "actor": actor_in_short(request, mention.actor),
        "count": mention.count,
        "prominence": round(mention.prominence, 3),
        "spans": [{name: span.get(name) for name in names} for span in spans],
    }


def actor_in_short(request: HttpRequest, actor: Actor) -> Payload:
    """What every list says of an actor."""
    return {
        "kind": actor.kind,
        "slug": actor.slug,
        "name": actor.name,
        "links": {
            "page": request.build_absolute_uri(actor.get_absolute_url()),
            "self": request.build_absolute_uri(reverse("api-actor", args=[actor.kind, actor.slug])),
        },
    }


def actors_answer(request: HttpRequest) -> Payload:
    """The actors of a kind (or all) by name, with how many articles name each."""
    known_parameters(request, ("kind", "page", "page_size"))
    kind = _kind(request)
    page = whole_number(request, "page", 1, 1, 1_000_000)
    size = whole_number(request, "page_size", PAGE_SIZE, 1, LARGEST_PAGE)
    rows = Actor.objects.current().order_by("name", "pk")
    rows = rows.filter(kind=kind) if kind else rows
    number = rows.count()
    articles = {(one.kind, one.slug): one.articles for one in known_names().actors}
    return {
        "number": number,
        "page": page,
        "pages": max(1, -(-number // size)),
        "page_size": size,
        "actors": [
            {
                **actor_in_short(request, row),
                "description": row.description,
                "articles": articles.get((row.kind, row.slug), 0),
            }
            for row in rows[(page - 1) * size : page * size]
        ],
        "links": steps(request, page, max(1, -(-number // size))),
    }


def actor_answer(request: HttpRequest, kind: str, slug: str) -> Payload:
    """One actor with names, offices, memberships and identifiers; a merged one gives the one it is now."""
    known_parameters(request, ())
    row = Actor.objects.with_records().select_related("country", "merged_into").filter(kind=kind, slug=slug).first()
    if row is not None and row.merged_into:
        row = Actor.objects.with_records().select_related("country").get(pk=row.merged_into.pk)
    if row is None or row.status == ActorStatus.REJECTED:
        raise Http404(f"The archive knows no {kind} “{slug[:80]}”: kinds are {', '.join(_KINDS)}.")
    asked = SearchRequest(choices={Facet(row.kind): Choice((row.slug,))}, sort=Sort.NEWEST)
    short = actor_in_short(request, row)
    return {
        **short,
        "description": row.description,
        "status": row.status,
        "since": row.since or None,
        "until": row.until or None,
        "country": actor_in_short(request, row.country) if row.country else None,
        "identifiers": {"iso_3166": row.code or None, "wikidata": row.wikidata or None},
        "names": [
            {
                "text": each.text,
                "sort": each.sort,
                "language": each.language or None,
                "since": each.since,
                "until": each.until,
            }
            for each in row.names.all()
        ],
        "offices": [
            {
                "title": each.title,
                "body": each.body.name if each.body else None,
                "since": each.since,
                "until": each.until,
            }
            for each in row.offices.select_related("body")
        ],
        "members": [_membership(request, each, each.member) for each in row.memberships.all()],
        "member_of": [_membership(request, each, each.alliance) for each in row.member_of.select_related("alliance")],
        "successors": [actor_in_short(request, each) for each in row.successors.all()],
        "links": {**short["links"], "articles": search_address(request, asked)},
    }


def _membership(request: HttpRequest, row: Membership, other: Actor) -> Payload:
    return {
        "actor": actor_in_short(request, other),
        "status": row.status,
        "since": row.since or None,
        "until": row.until or None,
    }


def names_answer(request: HttpRequest) -> Payload:
    """Actors one of whose names has words that begin as those typed: for completion while typing.

    Where all the words fit no name, the last ones are tried; ``rest`` is what stands before them.
    """
    known_parameters(request, ("q", "kind", "limit"))
    kind = _kind(request)
    limit = whole_number(request, "limit", COMPLETIONS, 1, MOST_COMPLETIONS)
    typed = request.GET.get("q", "")[:200]
    rest, matches = _completed(typed, kind, limit)
    rows = Actor.objects.filter(slug__in=[match.actor.slug for match in matches])
    found = {(row.kind, row.slug): row for row in rows}
    return {
        "query": typed,
        "rest": rest,
        "names": [
            {
                **actor_in_short(request, found[match.actor.kind, match.actor.slug]),
                "through": match.through or None,
                "description": found[match.actor.kind, match.actor.slug].description,
                "articles": match.actor.articles,
            }
            for match in matches
            if (match.actor.kind, match.actor.slug) in found
        ],
    }


def _completed(typed: str, kind: str, limit: int) -> tuple[str, list[Match]]:
    """The names that the last words typed begin, as many words as fit one, and what stands before these."""
    names, words = known_names(), typed.split()
    for first in range(max(0, len(words) - LONGEST_NAME), len(words)):
        wanted = " ".join(words[first:])
        matches = names.completions(wanted, kind, limit) if not first or len(wanted) > 1 else []
        if matches:
            return " ".join(words[:first]), matches
    return typed, []


def sources_answer(request: HttpRequest) -> Payload:
    """All sources with how many articles each gave."""
    known_parameters(request, ())
    return {
        "sources": [_source(request, row) for row in Source.objects.with_article_counts().order_by("name", "pk")],
    }


def source_answer(request: HttpRequest, slug: str) -> Payload:
    """One source."""
    known_parameters(request, ())
    row = Source.objects.with_article_counts().filter(slug=slug).first()
    if row is None:
        raise Http404(f"There is no source “{slug[:80]}”.")
    return _source(request, row)


def _source(request: HttpRequest, row: Source) -> Payload:
    asked = SearchRequest(choices={Facet.SOURCE: Choice((row.slug,))}, sort=Sort.NEWEST)
    return {
        "slug": row.slug,
        "name": row.name,
        "host": row.host,
        "language": row.language or None,
        "description": row.description,
        "articles": getattr(row, "article_count", 0),
        "links": {
            "page": request.build_absolute_uri(row.get_absolute_url()),
            "self": request.build_absolute_uri(reverse("api-source", args=[row.slug])),
            "articles": search_address(request, asked),
        },
    }


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    if kind and kind not in _KINDS:
        detail = f"“{kind[:40]}” is no kind: choose {', '.join(_KINDS)}."
        raise Problem(400, "Bad value", detail, [("kind", detail)])
    return kind
