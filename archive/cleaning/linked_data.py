"""JSON-LD in a page of markup: the nodes that describe the article, and the texts in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from archive.cleaning.pieces import tidy

ARTICLE_TYPES = re.compile(r"article|posting|report|review|opinion|webpage|liveblog|newsobject", re.IGNORECASE)
MOST_JSON = 2_000_000
"""Characters of one JSON-LD block that are read."""
MOST_NODES = 2_000
"""Nodes of JSON-LD that are looked at."""

_TAG = re.compile(r"<[^>]{1,200}>")
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.|^@|\.(?:com|org|net)/", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether a text that should be a name is an address of the web."""
    return _ADDRESS.search(text) is not None


def article_nodes(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Nodes of JSON-LD that describe the article, those of article types first."""
    nodes: list[dict[str, Any]] = []
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or "") or not element.text or len(element.text) > MOST_JSON:
            continue
        text = element.text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            waiting: list[Any] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and len(nodes) < MOST_NODES:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                nodes.append(node)
                waiting.extend(
                    node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in node
                )
    typed = [node for node in nodes if _is_article(node)]
    yield from typed


def _is_article(node: dict[str, Any]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and ARTICLE_TYPES.search(one) for one in kinds)


def texts_of(value: Any) -> Iterator[str]:
    """The texts in a JSON-LD value: itself, its name, or those of its members."""
    if isinstance(value, str):
        text = tidy(_TAG.sub("", value))
        if text:
            yield text
    elif isinstance(value, list):
        for one in value[:20]:
            yield from texts_of(one)
    elif isinstance(value, dict):
        yield from texts_of(value.get("name") or value.get("@value"))


def values_of(nodes: list[dict[str, Any]], keys: tuple[str, ...]) -> list[str]:
    """The texts that any of the nodes states under any of the keys."""
    return [text for node in nodes for key in keys if key in node for text in texts_of(node[key])]


def publishers_of(nodes: list[dict[str, Any]]) -> list[str]:
    """The publishers' names that the nodes state."""
    return [text for text in values_of(nodes, ("publisher", "sourceOrganization")) if not is_address(text)]
