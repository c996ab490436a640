"""`find QUERY` searches the archive from a terminal."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from html import unescape
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.datastructures import MultiValueDict

from archive.management.readiness import make_ready
from archive.models import Article
from archive.search import index_is_missing, search
from archive.search.asking import SearchForm
from archive.search.engines import OutdatedIndex
from archive.search.labels import labels_for
from archive.search.results import Facet, SearchResult, Sort

FILTERS = ("person", "country", "alliance", "organisation", "source", "about")
MOST_HITS = 1000
SHOWN_VALUES = 8
"""Values of a facet printed for people; JSON has them all."""


class Command(BaseCommand):
    """Search with the words and filters of the search page."""

    help = "Search the archive; filters take slugs or codes as they stand in the addresses of the web pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The words, the filters, the order, the form of the answer."""
        parser.add_argument("query", nargs="?", default="", metavar="QUERY", help='words, "phrases", OR, NOT, prefix*')
        for name in FILTERS:
            parser.add_argument(f"--{name}", action="append", default=[], metavar="S", help=f"only with this {name}")
            parser.add_argument(f"--not-{name}", action="append", default=[], metavar="S", help=f"without this {name}")
        parser.add_argument("--from", default="", metavar="D", help="first day: 1949, 1949-04 or 1949-04-04")
        parser.add_argument("--to", default="", metavar="D", help="last day")
        parser.add_argument("--sort", choices=[sort.value for sort in Sort], default=Sort.RELEVANCE.value)
        parser.add_argument("--copies", action="store_true", help="every copy of a story as a hit of its own")
        parser.add_argument("--page", type=int, default=1, metavar="N", help="page of results, from 1")
        parser.add_argument("--limit", type=int, default=20, metavar="N", help="hits a page, at most 1,000")
        parser.add_argument("--json", action="store_true", help="print total, hits and facets as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Search and print; unknown values and bad dates are a message and exit status 1."""
        make_ready(self.stderr)
        if not 1 <= options["limit"] <= MOST_HITS:
            raise CommandError(f"--limit takes a whole number from 1 to {MOST_HITS:,}")
        form = SearchForm(_parameters(options), page_size=options["limit"])
        if not form.is_valid():
            raise CommandError(" ".join(form.messages()))
        try:
            found = search(form.request())
        except OutdatedIndex as error:
            raise CommandError(str(error)) from error
        if not found.total and index_is_missing():
            raise CommandError("The archive has articles and no search index: run manage.py reindex")
        answer = _answer(found)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self._print(answer)

    def _print(self, answer: dict[str, Any]) -> None:
        self.stdout.write(
            f"{answer['total']:,} articles" + (f"  ({answer['understood']})" if answer["understood"] else "")
        )
        if answer["page"] > answer["pages"] > 0:
            self.stdout.write(f"  Page {answer['page']:,} lies behind the last one, {answer['pages']:,}.")
        for note in answer["notes"]:
            self.stdout.write(f"  {note}")
        for hit in answer["hits"]:
            self.stdout.write(f"\n{hit['published'] or 'undated':<10}  {hit['title']}  [{hit['source']}]  #{hit['id']}")
            if hit["snippet"]:
                self.stdout.write(f"    {hit['snippet']}")
        for facet, values in answer["facets"].items():
            if values:
                shown = ", ".join(f"{value['label']} {value['count']}" for value in values[:SHOWN_VALUES])
                self.stdout.write(f"\n{facet}: {shown}")


def _parameters(options: dict[str, Any]) -> MultiValueDict[str, Any]:
    """The command's options as the search page's parameters."""
    data: dict[str, list[Any]] = {name: options[name] for name in FILTERS}
    data |= {f"not_{name}": options[f"not_{name}"] for name in FILTERS}
    data |= {name: [options[name]] for name in ("from", "to", "sort")}
    data |= {"copies": ["1" if options["copies"] else ""]}
    data |= {"q": [options["query"]], "page": [str(options["page"])]}
    return MultiValueDict(data)


def _answer(found: SearchResult) -> dict[str, Any]:
    articles = Article.objects.for_reading().in_bulk([hit.article_id for hit in found.hits])
    hits = []
    for hit in found.hits:
        article = articles.get(hit.article_id)
        if article is None:
            continue  # deleted since it was indexed
        hits.append(
            {
                "id": article.pk,
                "title": article.title,
                "published": article.published_on.isoformat() if article.published_on else None,
                "precision": article.date_precision,
                "source": article.source.name,
                "byline": article.byline,
                "url": article.url,
                "address": article.get_absolute_url(),
                "snippet": _plain(hit.snippet),
                "score": round(hit.score, 4),
            }
        )
    return {
        "total": found.total,
        "understood": found.understood,
        "notes": list(found.notes),
        "page": found.page,
        "pages": found.pages,
        "hits": hits,
        "facets": {facet.value: _values(facet, found) for facet in Facet if facet in found.facets},
    }


def _values(facet: Facet, found: SearchResult) -> list[dict[str, Any]]:
    counts = found.facets[facet]
    labels = labels_for(facet, [each.value for each in counts])
    return [{"value": each.value, "label": labels[each.value], "count": each.count} for each in counts]


def _plain(marked: str) -> str:
    """A snippet without its marks."""
    return unescape(marked.replace("<mark>", "").replace("</mark>", ""))
