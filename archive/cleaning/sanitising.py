"""Inline markup that may be shown: what bleach leaves of it."""

from __future__ import annotations

import re
from functools import cache

from bleach.sanitizer import Cleaner

TAGS = frozenset({"a", "strong", "em", "cite", "sub", "sup"})
PROTOCOLS = frozenset({"http", "https", "mailto"})

_TAG = re.compile(rf'<(/?)({"|".join(sorted(TAGS))})(?:(?<=<a) href="(?:https?://|/|#)[\w\-./~:?=#%+,;@!*()]*")?>')
"""A tag that may stand as it is. Addresses with any other sign are left to bleach."""
_REFERENCE = re.compile(r"&(?!amp;|lt;|gt;)|&amp;(?=[#\w])")


@cache
def _cleaner() -> Cleaner:
    return Cleaner(tags=TAGS, attributes={"a": ["href"]}, protocols=PROTOCOLS, strip=True)


def sanitise(markup: str) -> str:
    """The markup with nothing in it but the few inline elements and link addresses of the web and of mail."""
    if not markup or is_sane(markup):
        return markup
    return str(_cleaner().clean(markup))


def is_sane(markup: str) -> bool:
    """Whether bleach would leave markup as it is, told without it: printable text and whole pairs of plain tags.

    Sound by what is let through, not by what is kept out: between tags of exactly the listed forms nothing stands but
    printable text without ``<`` and ``>``. Bleach takes a hundred times as long.
    """
    if not markup.isprintable() or _REFERENCE.search(markup):
        return False
    open_tags: list[str] = []
    after = 0
    for match in _TAG.finditer(markup):
        if not _is_text(markup[after : match.start()]):
            return False
        after = match.end()
        closing, tag = match[1], match[2]
        if not closing:
            if tag in open_tags:
                return False
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag or match[0] != f"</{tag}>":
            return False
    return not open_tags and _is_text(markup[after:])


def _is_text(text: str) -> bool:
    return "<" not in text and ">" not in text
