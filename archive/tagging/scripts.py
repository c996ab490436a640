"""Scripts: where a name may begin and end in writing that puts no space between words, or joins small words to them.

Chinese and Japanese write words without spaces, Korean joins particles behind a word, Arabic and Hebrew
write articles and small words as letters before it, Russian and Ukrainian decline names.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.tagging.vocabulary import word_list

_FIRST_SCRIPT = "\u0590"
"""Letters before this one belong to scripts that part words by spaces and join nothing to them."""

_ARABIC_AND_HEBREW = ("\u0590", "\u07ff")
_IDEOGRAPHS = (("\u2e80", "\u303f"), ("\u3400", "\u9fff"))
_KANA = ("\u3040", "\u30ff")
_KATAKANA = ("\u30a1", "\u30ff")
_HANGUL = ("\uac00", "\ud7af")
_CYRILLIC = ("\u0400", "\u04ff")
_JOINED_BEFORE = frozenset(word_list("scripts")["joined"])
LONGEST_JOINED = 3
"""Letters that small words joined before a name have at most."""

_CASES = (
    ("ия", ("ии", "ию", "ией")),
    ("ія", ("ії", "ію", "ією")),
    ("а", ("ы", "и", "е", "у", "ой")),
    ("й", ("я", "е", "ю")),
)
_ENDINGS = ("а", "у", "е", "ом", "ом", "і")


def _in(character: str, script: tuple[str, str]) -> bool:
    return script[0] <= character <= script[1]


def _is_ideograph(character: str) -> bool:
    return any(_in(character, script) for script in _IDEOGRAPHS)


def may_begin(text: str, start: int) -> bool:
    """Tell whether a name may begin right behind another letter."""
    first = text[start]
    if first < _FIRST_SCRIPT:
        return False
    if _is_ideograph(first):
        return True
    if _in(first, _KATAKANA):
        return not _in(text[start - 1], _KATAKANA)
    if not _in(first, _ARABIC_AND_HEBREW):
        return False
    begin = start
    while begin and start - begin <= LONGEST_JOINED and text[begin - 1].isalnum():
        begin -= 1
    return text[begin:start] in _JOINED_BEFORE


def may_end(text: str, end: int) -> bool:
    """Tell whether a name may end right before another letter."""
    last, after = text[end - 1], text[end]
    if last < _FIRST_SCRIPT:
        return False
    if _is_ideograph(last) or _in(last, _HANGUL):
        return True
    return _in(last, _KANA) and not _in(after, _KATAKANA)


def declined(name: str) -> Iterator[str]:
    """Give the case forms of a name of one word in Russian or Ukrainian; nothing for other names."""
    if (
        len(name) < LONGEST_JOINED + 1
        or " " in name
        or not all(_in(letter, _CYRILLIC) for letter in name)
        or name.isupper()
    ):
        return
    for ending, others in _CASES:
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + other for other in others)
            return
    if name[-1] not in "аеёиоуыэюяьії":
        yield from (name + other for other in _ENDINGS)
