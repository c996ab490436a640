"""Acting: whether a capital or seat of government stands for its state ("Seoul said") or is the town ("in Seoul")."""

from __future__ import annotations

import re

from archive.tagging.vocabulary import alternation, attribution_verbs, word_list

_LOCAL = re.compile(rf"\b(?:{alternation('acting', 'place-before')}) $")
_DELEGATED = re.compile(rf"\b(?:{alternation('acting', 'sent-by')}) (?:from|by|of|to) (?:\w+ and )?$")
_RELATION = re.compile(rf"\b(?:{alternation('acting', 'relation-before')}) (?:\w+ and )?$")
_ACTS = re.compile(rf"(?: and [A-Z]\w+)? (?:(?:{alternation('acting', 'auxiliary')}) )*([a-z]+)")
_GOVERNING = re.compile(rf"'s? (?:\w+ )?(?:{alternation('acting', 'governing')})\b")
_VERBS = frozenset(word_list("acting")["verbs"])
_NAME_GOES_ON = re.compile(r" [A-Z]|\w")
BEFORE = 40
"""Characters before a name that are looked at."""


def acts(text: str, start: int, end: int) -> bool:
    """Tell whether the place name at a span of the folded text acts as a state would."""
    head = text[max(0, start - BEFORE) : start]
    if _DELEGATED.search(head):
        return True
    if text.startswith(", ", end):
        return text.startswith(", whose ", end) and _LOCAL.search(head) is None
    if _GOVERNING.match(text, end):
        return True
    if _LOCAL.search(head):
        return False
    verb = _ACTS.match(text, end)
    if verb and (verb[1] in _VERBS or verb[1] in attribution_verbs()):
        return True
    return _RELATION.search(head) is not None and _NAME_GOES_ON.match(text, end) is None
