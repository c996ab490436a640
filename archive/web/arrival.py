"""An article reached from a list of results: what the search found in it, and the articles beside it in the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.safestring import SafeString

from archive.models import Article
from archive.search import listed
from archive.search.asking import SearchForm
from archive.search.marking import marks_in
from archive.search.naming import named
from archive.search.query import Node, TextField, positive_leaves
from archive.search.reading import read
from archive.search.results import SearchRequest
from archive.web import choosing
from archive.web.found import Stretch, with_found
from archive.web.reading import Piece, blocks_of

LOOKED_THROUGH = 10_000
"""Places of a list in which an article is looked for that has moved since the list was shown."""
LINKED = 40
"""Marks that have a link each; a script goes on from there."""


@dataclass(frozen=True, slots=True)
class Step:
    """The article before or behind this one in the list."""

    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """The list that the visitor comes from, and this article's place in it (from 1; 0 where it is not there now)."""

    asked: SearchRequest
    place: int
    total: int
    back: str
    previous: Step | None = None
    following: Step | None = None
    found: int = 0
    """Marks in title and text."""

    @property
    def links(self) -> range:
        """The numbers of the marks that are linked."""
        return range(1, min(self.found, LINKED) + 1)

    @classmethod
    def of(cls, request: HttpRequest, article: Article) -> Arrival | None:
        """What the address says: ``result`` with the place, and the search; None where it says nothing of the kind."""
        place = request.GET.get("result", "")
        if not (place or request.GET.get("q")):
            return None
        form = SearchForm(request.GET)
        if not form.is_valid():
            return None
        asked = replace(form.request(), page=1)
        if not (place.isascii() and place.isdigit() and 0 < len(place) < 8 and int(place)):
            return cls(asked, 0, 0, choosing.address(asked))
        return cls._in_list(asked, int(place), article.pk if asked.copies else article.copy_of_id or article.pk)

    @classmethod
    def _in_list(cls, asked: SearchRequest, place: int, article: int) -> Arrival:
        """The place and its neighbours; looked for anew where the list has changed since."""
        start = max(0, place - 2)
        total, ids = listed(asked, start, place + 1)
        if article not in ids:
            start = 0
            total, ids = listed(asked, 0, LOOKED_THROUGH)
            if article not in ids:
                return cls(asked, 0, total, choosing.address(asked))
        at = ids.index(article)
        place = start + at + 1
        page = replace(asked, page=(place - 1) // asked.page_size + 1)
        beside = [(at - 1, place - 1), (at + 1, place + 1)]
        wanted = {ids[near]: number for near, number in beside if 0 <= near < len(ids)}
        rows = Article.objects.only("title", "slug").in_bulk(list(wanted))
        steps = {
            number: Step(rows[one].title, f"{rows[one].get_absolute_url()}?{choosing.article_query(asked, number)}")
            for one, number in wanted.items()
            if one in rows
        }
        return cls(asked, place, total, choosing.address(page), steps.get(place - 1), steps.get(place + 1))

    def shown_in(
        self, article: Article, title: SafeString, pieces: Sequence[Piece]
    ) -> tuple[Arrival, SafeString, list[Piece]]:
        """The title and the article's blocks with what was found marked, and this arrival with the number of marks."""
        tree = named(read(self.asked.query).tree)
        if not positive_leaves(tree):
            return self, title, list(pieces)
        marks = marks_in(article.title, tree, article.language, TextField.TITLE)
        in_title = [(mark.start, mark.end, number) for number, mark in enumerate(marks, 1)]
        marked_title = with_found(title, article.title, in_title)
        blocks, found = _in_blocks(article, tree, pieces, len(in_title) + 1)
        return replace(self, found=len(in_title) + found), marked_title, blocks


def _in_blocks(article: Article, tree: Node, pieces: Sequence[Piece], first: int) -> tuple[list[Piece], int]:
    """The blocks with their marks and the number of these; a phrase may run from one block into the next."""
    texts = [block.text for block in blocks_of(article)]
    if len(texts) != len(pieces):
        return list(pieces), 0
    marks = marks_in("\n\n".join(texts), tree, article.language, TextField.TEXT)
    marked, start, at = [], 0, 0
    begun = False
    for text, piece in zip(texts, pieces, strict=True):
        end = start + len(text)
        inside: list[Stretch] = []
        while at < len(marks) and marks[at].start < end:
            mark = marks[at]
            inside.append((max(mark.start, start) - start, min(mark.end, end) - start, 0 if begun else first + at))
            begun = mark.end > end
            if begun:
                break  # the rest of it stands in the next block
            at += 1
        marked.append(replace(piece, html=with_found(str(piece.html), text, inside)))
        start = end + 2
    return marked, len(marks)
