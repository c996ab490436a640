"""What a page of markup states about itself: JSON-LD, Open Graph, meta tags, microdata, the title element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lxml.html import HtmlElement

from archive.cleaning import addresses, dates, embedded
from archive.cleaning.dates import Order, order_of
from archive.cleaning.linked_data import LinkedData, is_address, read_linked_data
from archive.cleaning.metadata_keys import (
    BYLINE_KEYS,
    DESCRIPTION_KEYS,
    IMAGE_KEYS,
    MODIFIED_KEYS,
    PUBLISHED_KEYS,
    SECTION_KEYS,
    SOURCE_KEYS,
    TITLE_KEYS,
)
from archive.cleaning.pieces import tidy
from archive.documents import UNDATED, DateOrigin, DatePrecision, PublicationDate

LONGEST_BYLINE = 160
GENERIC_NAMES = frozenset(
    {"admin", "administrator", "webmaster", "editor", "user", "root", "guest", "author", "unknown", "anonymous"}
    | {"redaktion", "none", "null", "default"}
)
"""Accounts of a publishing system, no people: a name that the page shows says more."""
_STATING = ("meta", "link", "title", "script", "h1")
"""Elements that are looked for in one pass."""
MOST_TITLE = 220
"""Characters of a heading that can be a headline."""
_WITHOUT_HOME = frozenset(
    {"home", "homepage", "start", "startseite", "accueil", "inicio", "index", "главная", "ホーム", "首页"}
)
_EPOCH = re.compile(r"(1\d{9}|[2-9]\d{8})(\d{3})?")
"""Seconds or milliseconds since 1970: from 1976 on, and until 2033."""
_MONTH = re.compile(r"((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])")
_NO_SUCH_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(?:00|29|3[01])(?:$|[T\s])")
"""A day that its month does not have, or that was left open: what is known is the month."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DOTTED = re.compile(r"^(dc|dcterms|prism)[:_-]")
_LANGUAGE = re.compile(r"^[a-zA-Z]{2}(?:[-_][a-zA-Z]{2}\b|(?=$|[-_,;\s]))")


@dataclass(slots=True)
class PageMetadata:
    """A page's own statements; empty where it makes none."""

    title: str = ""
    byline: str = ""
    published: PublicationDate = UNDATED
    """A day, or where nothing says more a month or a year."""
    modified: PublicationDate = UNDATED
    language: str = ""
    source: str = ""
    url: str = ""
    description: str = ""
    section: str = ""
    image: str = ""
    names: tuple[str, ...] = ()
    """Every wording of the title that the page states."""
    order: Order = Order.UNKNOWN
    """How the page writes dates of figures."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """The places in which a page states anything."""

    meta: dict[str, list[str]]
    linked: LinkedData
    within: dict[str, list[str]]
    marked: embedded.Marked
    links: list[tuple[str, str]]
    """Relation and address of each link element."""
    root: HtmlElement

    def values(self, keys: tuple[str, ...]) -> list[str]:
        """What the meta tags say, in the order of the keys."""
        return [value for key in keys for value in self.meta.get(key, ())]


def read_metadata(
    root: HtmlElement, url: str, latest: date | None, marked: embedded.Marked | None = None
) -> PageMetadata:
    """Everything that the page states, the most reliable statement of each first.

    ``marked`` are the elements that state something, if they were noted before.
    """
    marked = marked or embedded.Marked.of(root)
    found_of: dict[str, list[HtmlElement]] = {tag: [] for tag in _STATING}
    for element in root.iter(*_STATING):
        found_of[element.tag].append(element)
    links = [(element.get("rel") or "", element.get("href") or "") for element in found_of["link"]]
    meta, linked = _meta_tags(found_of["meta"]), read_linked_data(found_of["script"])
    stated = _Stated(meta, linked, embedded.properties(marked), marked, links, root)
    within = stated.within
    headings = _headings(found_of["h1"])
    titles = [
        text
        for text in (
            *linked.texts("headline"),
            *stated.values(TITLE_KEYS),
            *map(_text_of, found_of["title"][:1]),
            *(text for text in within.get("headline", ()) if len(text) <= MOST_TITLE),
            *(headings if len(headings) == 1 else ()),
        )
        if text
    ]
    sources = [*linked.publishers(), *stated.values(SOURCE_KEYS), *within.get("publisher", ())]
    source = next((name for name in sources if not is_address(name) or name.startswith("@")), "").lstrip("@")
    language = _stated_language(stated)
    found = PageMetadata(names=tuple(dict.fromkeys(titles)), source=source, language=language[:2].lower())
    found.order = order_of(language)
    found.title = strip_site(titles[0], source, url) if titles else ""
    found.byline = _byline(stated, source)
    found.published = _published(stated, found.order, latest)
    found.modified = _first_date([*linked.texts("dateModified"), *stated.values(MODIFIED_KEYS)], found.order, latest)
    found.url = _canonical(stated, url)
    found.description = next(iter([*stated.values(DESCRIPTION_KEYS), *linked.texts("description")]), "")
    found.section = _section(stated, found.title)
    found.image = _image(stated, found.url)
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


def _meta_tags(elements: Iterable[HtmlElement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        value = tidy(element.get("content") or element.get("value") or "")
        if not value:
            continue
        for name in ("property", "name", "itemprop", "http-equiv"):
            for key in (element.get(name) or "").lower().split()[:3]:
                found.setdefault(_DOTTED.sub(r"\1.", key), []).append(value)
    return found


def _text_of(element: HtmlElement) -> str:
    return " ".join(tidy("".join(element.itertext())).split())


def _headings(elements: Sequence[HtmlElement]) -> list[str]:
    """The page's headings of the first order that can be a headline."""
    texts = [" ".join(tidy(element.text_content()).split()) for element in elements[:3]]
    return [text for text in texts if len(text.split()) > 1 and len(text) <= MOST_TITLE]


def _byline(stated: _Stated, source: str) -> str:
    linked = stated.linked
    places = (
        [name for key in ("author", "creator") for name in linked.texts(key)],
        stated.values(BYLINE_KEYS),
        [*stated.within.get("author", ()), *stated.within.get("creator", ())][:3],
        [tidy("".join(element.itertext())) for element in stated.marked.authors],
    )
    for names in places:
        fit = [name for name in map(_person, names) if name]
        fit = [name for name in fit if name.casefold() != source.casefold()] or fit
        if fit:
            return ", ".join(dict.fromkeys(fit))[: LONGEST_BYLINE * 2]
    return ""


def _person(name: str) -> str:
    """A writer's name as stated, or nothing where it is an address, an account of the system or no name."""
    name = re.sub(r"^(?:by|von|par|por|di|door|av)\s+(?=[A-ZÀ-Þ])", "", " ".join(name.split()), flags=re.IGNORECASE)
    fit = not is_address(name) and 1 < len(name) <= LONGEST_BYLINE and re.search(r"[^\W\d_]", name)
    return name if fit and name.casefold() not in GENERIC_NAMES else ""


def read_date(text: str, latest: date | None, order: Order = Order.UNKNOWN) -> PublicationDate:
    """The first plausible date of a statement made for machines, else undated."""
    text = text.strip()
    month, epoch = _MONTH.fullmatch(text), _EPOCH.fullmatch(text)
    if epoch:
        found = [(datetime.fromtimestamp(int(epoch[1]), UTC).date(), DatePrecision.DAY)]
    elif month:
        found = [(date(int(month[1]), int(month[2]), 1), DatePrecision.MONTH)]
    elif _YEAR.fullmatch(text):
        found = [(date(int(text), 1, 1), DatePrecision.YEAR)]
    else:
        found = [(one.on, one.precision) for one in dates.find_dates(text[:60], order)]
        compact = dates.find_compact_date(text[:20])
        found += [(compact, DatePrecision.DAY)] if compact else []
        if not found and (impossible := _NO_SUCH_DAY.match(text)):
            found = [(date(int(impossible[1]), int(impossible[2]), 1), DatePrecision.MONTH)]
    for on, precision in found:
        if dates.is_plausible(on, latest):
            return PublicationDate(on, precision, DateOrigin.METADATA)
    return UNDATED


def _published(stated: _Stated, order: Order, latest: date | None) -> PublicationDate:
    return _first_date(
        [
            *stated.linked.texts("datePublished"),
            *stated.values(PUBLISHED_KEYS),
            *stated.within.get("datepublished", ()),
            *stated.linked.texts("dateCreated"),
            *(
                value
                for key in ("issued", "created", "datecreated", "date")
                for value in stated.within.get(key, ())[:1]
            ),
            *embedded.dated_attributes(stated.marked),
        ],
        order,
        latest,
    )


def _first_date(texts: list[str], order: Order, latest: date | None) -> PublicationDate:
    """The first day that is stated, else the first month, else the first year."""
    found = [read_date(text, latest, order) for text in texts]
    for precision in (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR):
        for one in found:
            if one.precision is precision:
                return one
    return UNDATED


def _canonical(stated: _Stated, url: str) -> str:
    candidates = [
        *(address for relation, address in stated.links if "canonical" in relation.lower().split()),
        *stated.meta.get("og:url", ()),
        *stated.linked.addresses("url", "mainEntityOfPage"),
        *stated.meta.get("twitter:url", ()),
    ]
    for address in candidates:
        whole = addresses.joined(url, address.strip()) if address.strip() else ""
        if whole.startswith(("http://", "https://")) and addresses.host_of(whole):
            return whole
    return url


def _section(stated: _Stated, title: str) -> str:
    """The section as stated, else the last step of the trail that leads to the article."""
    found = [
        *stated.linked.texts("articleSection"),
        *stated.values(SECTION_KEYS),
        *stated.within.get("articlesection", ()),
    ]
    if not found:
        trail = [name for name in stated.linked.trail() if name.casefold() not in _WITHOUT_HOME]
        found = [name for name in reversed(trail) if name.casefold() not in title.casefold() and name != title][:1]
    return next((text for text in found if not is_address(text)), "")


def _image(stated: _Stated, url: str) -> str:
    linked = [address for relation, address in stated.links if relation == "image_src"]
    candidates = [
        *stated.values(IMAGE_KEYS),
        *stated.linked.addresses("image", "thumbnailUrl", "primaryImageOfPage"),
        *linked[:1],
        *stated.within.get("image", ())[:1],
    ]
    for image in candidates:
        if image.strip() and not image.startswith("data:"):
            return addresses.joined(url, image.strip())
    return ""


def _stated_language(stated: _Stated) -> str:
    """The language with its country as the page states them: "en-GB", or empty."""
    root = stated.root
    for text in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *stated.linked.texts("inLanguage"),
        *stated.values(("content-language", "og:locale", "language", "dc.language", "dcterms.language", "inlanguage")),
    ):
        match = _LANGUAGE.match(text or "")
        if match:
            return str(match[0])
    return ""
