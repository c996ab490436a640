"""Statements within the text of a page of markup: microdata, RDFa, microformats, and attributes that hold a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from archive.cleaning.pieces import tidy

MOST_ELEMENTS = 400
"""Elements with statements that are looked at; comments and lists of other articles bring hundreds."""
LONGEST = 400
"""Characters of a statement's text."""
_NAMED = ("author", "creator", "publisher", "sourceorganization")
"""Properties whose value is a thing with a name."""
_ELSEWHERE = ("comment", "relatedlink", "mentions", "review", "hascomment")
"""Properties whose things are not the article."""
_VALUES = ("content", "datetime", "title")
_DATED = ("data-published", "data-publish-date", "data-pubdate", "data-date", "data-datetime", "data-timestamp")
_PROPERTIES = ("itemprop", "property")
LOOKED_FOR = frozenset((*_PROPERTIES, "class", "rel", "pubdate", *_DATED))
"""Attributes that may state something."""
PUBLISHED = "published"
"""A class of microformats."""
FEW = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """Elements that state something by an attribute, in the order of the page."""

    properties: list[HtmlElement] = field(default_factory=list)
    """Those with a property, at most `MOST_ELEMENTS`; meta tags are read by themselves."""
    published: list[HtmlElement] = field(default_factory=list)
    """The first with the class "published"."""
    authors: list[HtmlElement] = field(default_factory=list)
    """The first links to an author."""
    dated: dict[str, list[HtmlElement]] = field(default_factory=dict)
    """The first with each attribute that holds a date."""

    @classmethod
    def of(cls, root: HtmlElement) -> Marked:
        """Found in one pass: a search of the whole page for each of them takes ten times as long."""
        found = cls()
        found.look_through(root)
        return found

    def look_through(self, top: HtmlElement) -> None:
        """Take note of what an element and those in it state."""
        for element in top.iter("*"):
            self.look_at(element)

    def look_at(self, element: HtmlElement) -> None:
        """Take note of what an element states."""
        for name in LOOKED_FOR.intersection(element.keys()):
            self._note(element, name)

    def _note(self, element: HtmlElement, name: str) -> None:
        if name == "class":
            if PUBLISHED in element.get(name).split(" "):
                _keep(self.published, element, FEW)
        elif name == "rel":
            if element.get(name) == "author":
                _keep(self.authors, element, FEW)
        elif name not in _PROPERTIES:
            _keep(self.dated.setdefault(name, []), element, FEW)
        elif element.tag != "meta" and (not self.properties or self.properties[-1] is not element):
            _keep(self.properties, element, MOST_ELEMENTS)


def _keep(found: list[HtmlElement], element: HtmlElement, most: int) -> None:
    if len(found) < most:
        found.append(element)


def properties(marked: Marked) -> dict[str, list[str]]:
    """What elements of the page state by microdata or RDFa, by the property's name in lower case, prefix cut off."""
    found: dict[str, list[str]] = {}
    for element in marked.properties:
        if _is_elsewhere(element):
            continue
        for name in _names(element):
            value = _named_value(element) if name in _NAMED else _value(element)
            if value:
                found.setdefault(name, []).append(value)
    return found


def dated_attributes(marked: Marked) -> Iterator[str]:
    """Dates in attributes of elements that say "published": microformats, and templates that show "2 days ago"."""
    for element in marked.dated.get("pubdate", ()):
        yield element.get("datetime") or tidy("".join(element.itertext()))
    for element in marked.published:
        yield _value(element)
    for name in _DATED:
        for element in marked.dated.get(name, ())[:1]:
            yield tidy(element.get(name) or "")


def _names(element: HtmlElement) -> list[str]:
    stated = f"{element.get('itemprop') or ''} {element.get('property') or ''}".split()
    return list(dict.fromkeys(name.rsplit(":", 1)[-1].rsplit("/", 1)[-1].lower() for name in stated))


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(
        set((above.get("itemprop") or above.get("property") or "").lower().split()) & set(_ELSEWHERE)
        for above in element.iterancestors()
    )


def _named_value(element: HtmlElement) -> str:
    """The name of a person or organisation: its own name property, else its text."""
    for inside in element.iterdescendants():
        if "name" in _names(inside):
            return _value(inside)
    return _value(element)


def _value(element: HtmlElement) -> str:
    for attribute in _VALUES:
        if element.get(attribute) and (attribute != "title" or element.tag == "abbr"):
            return tidy(element.get(attribute))[:LONGEST]
    if (
        element.tag in {"img", "link", "a"}
        and (element.get("src") or element.get("href"))
        and not element.text_content()
    ):
        return str(element.get("src") or element.get("href"))
    return " ".join(tidy(element.text_content()).split())[:LONGEST]
