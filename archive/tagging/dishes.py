"""Dishes: whether a name of a country is something to eat ("roast Turkey")."""

from __future__ import annotations

import re

from archive.tagging.vocabulary import alternation

NEAR_FOOD = 100
"""Characters behind a name in which its sentence may say what is eaten with it."""

_COOKED_BEFORE = re.compile(rf"\b(?:{alternation('doubt', 'cooked')}) $")
_COOKED_AFTER = re.compile(
    rf" (?:(?:is|was|were|are|be|been|being|comes|came) (?:\w+ly )?(?:{alternation('doubt', 'cooked-after')})"
    rf"|(?:{alternation('doubt', 'eaten-after')}))\b"
)
_EATEN = re.compile(rf"[^.!?\n]*\b(?:{alternation('doubt', 'eaten')})\b")


def is_food(text: str, start: int, end: int) -> bool:
    """Tell the dish ("roast Turkey", "Turkey was served with cranberry sauce") from the country."""
    if _COOKED_BEFORE.search(text, max(0, start - 20), start) or _COOKED_AFTER.match(text, end):
        return True
    return _EATEN.match(text, end, end + NEAR_FOOD) is not None
