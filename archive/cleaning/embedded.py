"""Statements within the text of a page of markup: microdata, RDFa, microformats, and attributes that hold a date."""

from __future__ import annotations

from collections.abc import Iterator

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
_WITH_PROPERTY = "//*[not(self::meta)][@itemprop or @property]"


def properties(root: HtmlElement) -> dict[str, list[str]]:
    """What elements of the page state by microdata or RDFa, by the property's name in lower case, prefix cut off."""
    found: dict[str, list[str]] = {}
    for element in root.xpath(_WITH_PROPERTY)[:MOST_ELEMENTS]:
        for name in _names(element):
            if not _is_elsewhere(element):
                value = _named_value(element) if name in _NAMED else _value(element)
                if value:
                    found.setdefault(name, []).append(value)
    return found


def dated_attributes(root: HtmlElement) -> Iterator[str]:
    """Dates in attributes of elements that say "published": microformats, and templates that show "2 days ago"."""
    for element in root.xpath("//*[contains(concat(' ', @class, ' '), ' published ')]")[:3]:
        yield _value(element)
    for name in _DATED:
        for element in root.xpath(f"//*[@{name}]")[:1]:
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
