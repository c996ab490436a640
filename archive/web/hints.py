"""Wider searches that are offered where one found nothing: made of its own words, each a click away."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.search.results import SearchRequest
from archive.web import choosing

_QUOTES = re.compile('["“”„«»]')
_WRITTEN_OUT = re.compile(r"[\"“”„«»:()*?~^-]|\b(?:AND|OR|NOT)\b")
"""What makes a query more than plain words."""
MOST_WORDS = 8
SHORTEST_BEGINNING = 4
"""Letters of a beginning by which words are looked for; a shorter one finds anything."""


def hints(asked: SearchRequest) -> list[tuple[str, str, str]]:
    """What each would do in words, its address, and its query; none for a query that none of them fits."""
    query = " ".join(asked.query.split())
    words = query.split()
    found = []
    if _QUOTES.search(query):
        found.append(("Without the quotes", " ".join(_QUOTES.sub(" ", query).split())))
    if not _WRITTEN_OUT.search(query):
        if 1 < len(words) <= MOST_WORDS:
            found.append(("With any of the words", " OR ".join(words)))
        if len(words) == 1 and len(query) >= SHORTEST_BEGINNING and query.isalpha():
            found.append(("Words that begin so", f"{query}*"))
    return [
        (wording, choosing.address(replace(asked, query=wider, page=1)), wider) for wording, wider in found if wider
    ]
