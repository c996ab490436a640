"""Inline markup that may be shown: what bleach leaves of it."""

from __future__ import annotations

from functools import cache

from bleach.sanitizer import Cleaner

TAGS = frozenset({"a", "strong", "em", "cite", "sub", "sup"})
PROTOCOLS = frozenset({"http", "https", "mailto"})


@cache
def _cleaner() -> Cleaner:
    return Cleaner(tags=TAGS, attributes={"a": ["href"]}, protocols=PROTOCOLS, strip=True)


def sanitise(markup: str) -> str:
    """The markup with nothing in it but the few inline elements and link addresses of the web and of mail."""
    return str(_cleaner().clean(markup)) if markup else ""
