"""What a page of markup states about itself: JSON-LD, Open Graph, meta tags, microdata, the title element."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from archive.cleaning import addresses, dates, linked_data
from archive.cleaning.pieces import tidy
from archive.documents import UNDATED, DateOrigin, DatePrecision, PublicationDate

TITLE_KEYS = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "parsely-title",
    "sailthru.title",
    "title",
)
BYLINE_KEYS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "byline",
)
PUBLISHED_KEYS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "article.published",
    "published-date",
    "article_date_original",
    "sailthru.pubdate",
    "og:published_time",
    "timestamp",
    "displaydate",
    "dat",
    "datecreated",
    "article:created",
    "release_date",
    "publication_date",
    "citation_publication_date",
)
DESCRIPTION_KEYS = ("og:description", "description", "twitter:description", "dc.description", "abstract")
SOURCE_KEYS = ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright", "twitter:site")
SECTION_KEYS = ("article:section", "section", "parsely-section", "category", "sailthru.section")
IMAGE_KEYS = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
)
LONGEST_BYLINE = 160
_LANGUAGE = re.compile(r"^[a-zA-Z]{2}(?=$|[-_])")


@dataclass(slots=True)
class PageMetadata:
    """A page's own statements; empty where it makes none."""

    title: str = ""
    byline: str = ""
    published: PublicationDate = UNDATED
    language: str = ""
    source: str = ""
    url: str = ""
    description: str = ""
    section: str = ""
    image: str = ""
    names: tuple[str, ...] = ()
    """Every wording of the title that the page states."""


def read_metadata(root: HtmlElement, url: str, latest: date | None) -> PageMetadata:
    """Everything that the page states, the most reliable statement of each first."""
    meta = _meta_tags(root)
    nodes = list(linked_data.article_nodes(root))
    titles = [
        text
        for text in (*linked_data.values_of(nodes, ("headline",)), *_values(meta, TITLE_KEYS), _title_element(root))
        if text
    ]
    source = next(iter([*linked_data.publishers_of(nodes), *_values(meta, SOURCE_KEYS)]), "").lstrip("@")
    found = PageMetadata(names=tuple(dict.fromkeys(titles)), source=source, language=_language(root, meta))
    found.title = strip_site(titles[0], source, url) if titles else ""
    found.byline = _byline(nodes, meta, root, source)
    found.published = _published(nodes, meta, root, latest)
    found.url = _canonical(root, meta, url)
    found.description = next(iter(_values(meta, DESCRIPTION_KEYS)), "")
    found.section = next(iter([*linked_data.values_of(nodes, ("articleSection",)), *_values(meta, SECTION_KEYS)]), "")
    image = next(iter(_values(meta, IMAGE_KEYS)), "")
    found.image = addresses.joined(found.url, image) if image and not image.startswith("data:") else ""
    return found


def strip_site(title: str, source: str, url: str) -> str:
    """A title without the site's name behind (or before) a bar or dash."""
    host = re.sub(r"\W", "", addresses.host_of(url).removeprefix("www.").rsplit(".", 1)[0]).lower()
    parts = re.split(r"\s+[|–—·•»«:-]+\s+", title)
    if len(parts) < 2:
        return title
    for part, rest in ((parts[-1], title[: title.rindex(parts[-1])]), (parts[0], title[len(parts[0]) :])):
        plain = re.sub(r"\W", "", part).lower()
        named = bool(plain) and (
            plain == re.sub(r"\W", "", source).lower() or (len(plain) > 2 and plain in host) or plain == host
        )
        if named or (part is parts[-1] and "|" in title and len(part) <= 30 and len(rest) > len(part)):
            return rest.strip(" |–—·•»«:-")
    return title


def _meta_tags(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        value = tidy(element.get("content") or "")
        if not value:
            continue
        for key in (element.get("property"), element.get("name"), element.get("itemprop")):
            if key:
                found.setdefault(key.strip().lower(), []).append(value)
    return found


def _values(meta: dict[str, list[str]], keys: tuple[str, ...]) -> list[str]:
    return [value for key in keys for value in meta.get(key, ())]


def _title_element(root: HtmlElement) -> str:
    element = root.find(".//title")
    return tidy("".join(element.itertext())) if element is not None else ""


def _byline(nodes: list[dict[str, Any]], meta: dict[str, list[str]], root: HtmlElement, source: str) -> str:
    names = [name for node in nodes for name in linked_data.texts_of(node.get("author") or node.get("creator"))]
    names = names or _values(meta, BYLINE_KEYS)
    if not names:
        names = [tidy("".join(e.itertext())) for e in root.xpath("//*[@itemprop='author' or @rel='author']")[:3]]
    clean = [re.sub(r"^(?:by|von|par|por|di|door|av)\s+(?=[A-ZÀ-Þ])", "", name, flags=re.IGNORECASE) for name in names]
    fit = [
        name
        for name in clean
        if not linked_data.is_address(name) and 1 < len(name) <= LONGEST_BYLINE and re.search(r"[^\W\d_]", name)
    ]
    fit = [name for name in fit if name.casefold() != source.casefold()] or fit
    return ", ".join(dict.fromkeys(fit))[: LONGEST_BYLINE * 2]


def read_date(text: str, latest: date | None) -> PublicationDate:
    """The first plausible date of a statement made for machines, else undated."""
    for found in dates.find_dates(text[:60]):
        if dates.is_plausible(found.on, latest):
            return PublicationDate(found.on, found.precision, DateOrigin.METADATA)
    compact = dates.find_compact_date(text[:20])
    if compact is not None and dates.is_plausible(compact, latest):
        return PublicationDate(compact, DatePrecision.DAY, DateOrigin.METADATA)
    return UNDATED


def _published(
    nodes: list[dict[str, Any]], meta: dict[str, list[str]], root: HtmlElement, latest: date | None
) -> PublicationDate:
    stated = [
        *linked_data.values_of(nodes, ("datePublished",)),
        *_values(meta, PUBLISHED_KEYS),
        *linked_data.values_of(nodes, ("dateCreated",)),
    ]
    stated += [
        element.get("datetime") or element.get("content") or tidy("".join(element.itertext()))
        for element in root.xpath("//*[@itemprop='datePublished' or @pubdate]")[:3]
    ]
    for text in stated:
        found = read_date(text, latest)
        if found.precision is DatePrecision.DAY:
            return found
    return UNDATED


def _canonical(root: HtmlElement, meta: dict[str, list[str]], url: str) -> str:
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (element.get("href") or "").strip():
            address = addresses.joined(url, str(element.get("href")).strip())
            if address.startswith(("http://", "https://")) and addresses.host_of(address):
                return address
    stated = next(iter(meta.get("og:url", [])), "")
    return stated if stated.startswith(("http://", "https://")) else url


def _language(root: HtmlElement, meta: dict[str, list[str]]) -> str:
    for text in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *_values(meta, ("content-language", "og:locale", "language", "inlanguage")),
    ):
        match = _LANGUAGE.match(text or "")
        if match:
            return str(match[0]).lower()
    return ""
