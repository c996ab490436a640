"""Cuts a typed query into tokens. Every kind of quote and of dash counts as the plain one."""

from __future__ import annotations

import re

from archive.search.operands import FIELD_NAMES
from archive.search.tokens import Kind, Token

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂″〝〞", '"'))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–−﹣－", "-"))
_FIELD = re.compile(r"([A-Za-z]+\d*):\s*")
_PHRASE = re.compile(r'"([^"]*)("?)(?:~(\d+))?')
_BARE = re.compile(r'[^\s()"]+')
_OPERATORS = {"AND": Kind.AND, "&&": Kind.AND, "OR": Kind.OR, "||": Kind.OR, "|": Kind.OR, "NOT": Kind.NOT}
_SIGNS = "-!+"


def lex(query: str, notes: list[str]) -> list[Token]:
    """The tokens of a query; adds a note for a quote that is not closed."""
    text = query.translate(_QUOTES).translate(_DASHES).replace("\0", " ")
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            tokens.append(Token(Kind.OPEN if char == "(" else Kind.CLOSE))
            at += 1
        elif char == '"':
            at = _phrase(text, at, tokens, notes)
        elif char in _SIGNS and at + 1 < len(text) and not (text[at + 1].isspace() or text[at + 1] in _SIGNS):
            if char != "+":
                tokens.append(Token(Kind.NOT))
            at += 1
        else:
            at = _bare(text, at, tokens)
    return tokens


def _phrase(text: str, at: int, tokens: list[Token], notes: list[str]) -> int:
    """Add the phrase that begins at a quote; gives where to read on."""
    match = _PHRASE.match(text, at)
    assert match is not None  # the caller saw the quote  # noqa: S101
    if not match.group(2):
        if match.group(1).strip():
            notes.append("A quotation mark was not closed; the phrase was read to the end.")
        else:
            notes.append("A quotation mark stood alone and was left out.")
    within = int(match.group(3)[:9]) if match.group(2) and match.group(3) else None
    tokens.append(Token(Kind.PHRASE, match.group(1), within))
    return match.end()


def _bare(text: str, at: int, tokens: list[Token]) -> int:
    """Add the field name, operator or word at a place; gives where to read on."""
    named = _FIELD.match(text, at)
    if named and _is_field(named.group(1)):
        tokens.append(Token(Kind.FIELD, named.group(1).lower()))
        return named.end()
    match = _BARE.match(text, at)
    assert match is not None  # neither space nor a mark of punctuation stands there  # noqa: S101
    word = match.group()
    tokens.append(Token(_OPERATORS.get(word, Kind.WORD), word))
    return match.end()


def _is_field(name: str) -> bool:
    lower = name.lower()
    return lower in FIELD_NAMES or re.fullmatch(r"atleast\d{1,4}", lower) is not None
