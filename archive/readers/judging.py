"""Whether a crawled page is an article: by its address, what it says it is, and how much running text it has.

Figures and how they were measured stand in docs/formats.md. In doubt a page is an article: one too many is seen
and taken out, one that is missing is not missed.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archive.canonical import is_home
from archive.documents import BlockKind, CleanDocument, PageKind, RawDocument

_HEAD = 400_000
"""Characters of markup looked at: linked data stands at the head or at the very end of pages of this size."""
_TYPE = re.compile(r"""<meta\s[^>]{0,200}?property\s*=\s*["']?og:type["']?[^>]{0,300}>""", re.I)
_CONTENT = re.compile(r"""content\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_PUBLISHED = re.compile(r"""<meta\s[^>]{0,200}?(?:article:published_time|datePublished)""", re.I)
_LINKED = re.compile(r'"@type"\s*:\s*(\[[^\]]{0,300}\]|"[^"]{1,60}")')
_ARTICLE_TYPES = re.compile(
    r"\"(?:https?://schema\.org/)?(?:News|Reportage|Analysis|Opinion|Background|Review|Satirical|Scholarly|Tech)?"
    r"(?:NewsArticle|Article|BlogPosting|LiveBlogPosting|Report)\"",
    re.I,
)
_LISTING_TYPES = re.compile(r"\"(?:CollectionPage|SearchResultsPage|ProfilePage|ContactPage|AboutPage)\"", re.I)
_LISTING_PATH = re.compile(
    r"/(?:tags?|topics?|themen?|thema|categor(?:y|ies|ia|ie)|kategorie|etiquetas?|authors?|autor(?:es|en)?|auteurs?|"
    r"contributors?|profile|sections?|rubriken?|search|suche|buscar|recherche|archives?|page|seite|index)"
    r"(?:/[^/.]{0,80}){0,2}/?(?:index\.\w{2,5})?$",
    re.I,
)
_LISTING_QUERY = re.compile(r"(?:^|&)(?:s|q|query|search|tag|cat|category|author|paged?)=", re.I)
_SLUG = re.compile(r"[^/\W]+(?:[-_][^/\W_]+){3,}")
"""Four words joined in a path: the headline of an article."""
_DATE_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?[0-3]?\d)?[/-][^/]+")
_NUMBER = re.compile(r"\d{5,}")
_LINK = re.compile(r"<a\s[^>]{0,2000}>(.{0,400}?)</a\s*>", re.I | re.S)
_NO_TEXT = re.compile(r"<(script|style|noscript|template|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.I | re.S)
_SENTENCE_END = re.compile(r"[.!?…。！？؟।\"”’»)]\s*$")
_BROAD = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_BODY = {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM}

RUNNING_SIGNS, PROSE_SIGNS, PARAGRAPH_SIGNS = 600, 2000, 120
"""Characters of running text in paragraphs of at least 120: two or three paragraphs of prose, and a page of it."""
LINK_SHARE = 0.45
"""Share of a page's letters that stand in links, from which it is a list of them."""


def judge(raw: RawDocument, document: CleanDocument | None) -> PageKind:
    """What a crawled page is; ``document`` is what cleaning made of it, None where it found no article.

    Pages that a person gave as articles are articles.
    """
    if raw.kind is not PageKind.CRAWLED:
        return raw.kind
    home = is_home(raw.url) if raw.url else False
    if document is None:
        return PageKind.HOME if home else PageKind.LISTING
    head = raw.content[:_HEAD]
    running = running_signs(document)
    if home:
        return PageKind.PAGE if says_article(head) and running >= RUNNING_SIGNS else PageKind.HOME
    points = _points(raw, head, running)
    return PageKind.LISTING if points < 0 else PageKind.PAGE


def _points(raw: RawDocument, head: str, running: int) -> int:
    """What speaks for an article, less what speaks against it."""
    points = 0
    if says_article(head):
        points += 3
    elif says_listing(head):
        points -= 3
    points += _address_points(raw.url)
    if running >= RUNNING_SIGNS:
        points += 2 if running < PROSE_SIGNS else 4
    elif running < PARAGRAPH_SIGNS:
        points -= 2
    if raw.is_markup and link_share(head) >= LINK_SHARE and running < PROSE_SIGNS:
        points -= 2
    return points


def _address_points(url: str) -> int:
    try:
        parts = urlsplit(url)
    except ValueError:
        return 0
    if _DATE_PATH.search(parts.path):
        return 3
    if _LISTING_PATH.search(parts.path) or (_LISTING_QUERY.search(parts.query) and not _NUMBER.search(parts.path)):
        return -3
    if _SLUG.search(parts.path) or _NUMBER.search(f"{parts.path}?{parts.query}"):
        return 2
    return -1 if url and parts.path.strip("/").count("/") == 0 and "." not in parts.path else 0


def says_article(head: str) -> bool:
    """Whether the page's own metadata calls it an article."""
    named = _TYPE.search(head)
    kind = _CONTENT.search(named[0]) if named else None
    if kind and kind[1].lower() in {"article", "news", "newsarticle", "blog", "story", "post"}:
        return True
    return bool(_PUBLISHED.search(head)) or any(_ARTICLE_TYPES.search(found[1]) for found in _LINKED.finditer(head))


def says_listing(head: str) -> bool:
    """Whether the page's own metadata calls it a list, a profile or a search."""
    return any(_LISTING_TYPES.search(found[1]) for found in _LINKED.finditer(head))


def running_signs(document: CleanDocument) -> int:
    """Characters of running text: paragraphs that are long and end as sentences do. Signs of CJK count twice."""
    total = 0
    for block in document.blocks:
        size = len(block.text) + len(_BROAD.findall(block.text))
        if block.kind in _BODY and size >= PARAGRAPH_SIGNS and _SENTENCE_END.search(block.text):
            total += size
    return total


def link_share(markup: str) -> float:
    """Share of the page's letters that stand in links, 0 to 1."""
    letters = len("".join(_NO_TEXT.sub(" ", markup).split()))
    linked = sum(len("".join(_NO_TEXT.sub(" ", found[1]).split())) for found in _LINK.finditer(markup))
    return min(1.0, linked / letters) if letters else 0.0
