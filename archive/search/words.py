"""Words as the index knows them: how text is cut, folded and stemmed. Pure: no index and no Django.

The same cut is used for articles, queries and highlighting, so what is found is what is marked.

- Case and accents fold; every kind of quote, apostrophe and dash is a mere boundary.
- A possessive loses its ``'s``; initials close up ("U.S." is "us"); "1,000" is "1000".
- Chinese, Japanese and Korean are cut into overlapping pairs of characters.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import Stemmer

LONGEST_WORD = 60
"""Characters kept of a word; what is longer is an address or noise, and only its beginning is indexed."""

_MAPPED = str.maketrans({"æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "œ": "oe", "ħ": "h"})


def _ranges(categories: set[str]) -> str:
    """A character class body of all code points in some Unicode categories."""
    points = [p for p in range(0x300, sys.maxunicode + 1) if unicodedata.category(chr(p)) in categories]
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return "".join(rf"\U{low:08x}-\U{high:08x}" for low, high in runs)


_JOINERS = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Soft hyphens and zero-width characters stand inside a word and mean nothing."""
_MARKS = _ranges({"Mn", "Mc"})
_LETTER = rf"[^\W_{_JOINERS}]"
_INNER = rf"(?:[^\W_]|[{_MARKS}{_JOINERS}])"
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
"""Accents and vowel points; the vowel signs of Indic scripts and the voicing marks of kana are letters."""
_APOSTROPHE = "['’‘ʼ′`´＇]"
_PAIRED = (
    "\u3040-\u3098\u309b-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_WORD = re.compile(
    rf"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])"
    rf"|\d+(?:[.,]\d+)+(?![^\W_])"
    rf"|{_LETTER}{_INNER}*"
)
_ASCII_WORD = re.compile(r"(?<![a-z0-9])(?:[a-z]\.)+[a-z](?![a-z0-9])|\d+(?:[.,]\d+)+(?![a-z0-9])|[a-z0-9]+")
"""The same for a text's image in lower-case ASCII."""
_PIECE = re.compile(rf"{_LETTER}{_INNER}*")
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}[sS](?![^\W_])")
_PAIRED_RUN = re.compile(rf"[{_PAIRED}]+|[^{_PAIRED}]+")
_IS_PAIRED = re.compile(rf"[{_PAIRED}]")
_DROPPED = re.compile(rf"[.,{_JOINERS}]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Case, accents and compatibility forms folded away; the script's own letters stay."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold().translate(_MAPPED))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", parts).casefold().translate(_MAPPED))


@lru_cache(maxsize=200_000)
def _forms(surface: str) -> tuple[str, ...]:
    """The indexed forms of one match of the word pattern: mostly one, several for CJK, none for mere marks."""
    if _THOUSANDS.fullmatch(surface):
        return (surface.replace(",", "")[:LONGEST_WORD],)
    if surface[0].isdigit() and not surface.isalnum() and ("." in surface or "," in surface):
        return (fold(surface.replace(",", "."))[:LONGEST_WORD],)
    whole = fold(_DROPPED.sub("", surface))
    if not whole.isalnum():  # folding takes some characters apart: a fraction, a number in brackets
        pieces = _PIECE.findall(whole)
        if pieces != [whole]:
            return tuple(form for piece in pieces for form in _forms(piece))
    if not _IS_PAIRED.search(whole):
        return (whole[:LONGEST_WORD],)
    forms: list[str] = []
    for run in _PAIRED_RUN.findall(whole):
        if _IS_PAIRED.match(run):
            forms += [run[at : at + 2] for at in range(len(run))]
        else:
            forms += [piece[:LONGEST_WORD] for piece in _PIECE.findall(run)]
    return tuple(forms)


def forms_of(text: str) -> list[str]:
    """The words of a text in order, folded but not stemmed; the position of a word is its place in the list.

    A run of CJK characters gives every pair and its last character alone, so that both a pair and a
    single character can be looked for.
    """
    image = ascii_image(text)
    if image is not None:
        surfaces: list[str] = _ASCII_WORD.findall(image)
        if "".join(surfaces).isalnum() and max(map(len, surfaces)) <= LONGEST_WORD:
            return surfaces
        return [form for surface in surfaces for form in _forms(surface)]
    return [form for surface in _WORD.findall(_POSSESSIVE.sub(" ", text)) for form in _forms(surface)]


def query_forms(text: str) -> list[str]:
    """As `forms_of`, for a query: a CJK run of two or more characters does not ask for its last one alone."""
    found: list[str] = []
    for match in _WORD.finditer(_POSSESSIVE.sub(" ", text)):
        forms = _forms(match.group())
        if len(forms) > 1 and _IS_PAIRED.match(forms[-1]) and len(forms[-1]) == 1 and len(forms[-2]) == 2:
            forms = forms[:-1]
        found.extend(forms)
    return found


def spans_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text as ``(form, start, end)``; offsets count characters of the text as given.

    Pairs of a CJK run share no neat offsets after folding, so each spans its own two characters.
    """
    blank = _POSSESSIVE.sub(lambda match: " " * len(match.group()), text)
    for match in _WORD.finditer(blank):
        forms = _forms(match.group())
        if len(forms) == 1 or not _IS_PAIRED.search(match.group()):
            for form in forms:
                yield form, match.start(), match.end()
            continue
        at = match.start()
        for form in forms:
            width = len(form)
            at = min(at, match.end() - 1)
            yield form, at, min(at + width, match.end())
            at += 1 if _IS_PAIRED.match(form) else width


def _image(point: int) -> str | None:
    """The one ASCII character a character folds to; a mark that separates words is a blank."""
    char = chr(point)
    if char in "’‘ʼ′`´＇":
        return "'"
    folded = fold(char)
    if len(folded) == 1 and folded.isascii() and folded.isalnum():
        return folded
    separates = not (char.isalnum() or unicodedata.category(char)[0] in "MC" or char in _JOINERS)
    return " " if separates and not any(letter.isalnum() for letter in folded) else None


_IMAGES = {
    point: image
    for point in (*range(0x80, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), *range(0x20A0, 0x20C0))
    if (image := _image(point)) is not None
}


def ascii_image(text: str) -> str | None:
    """The text in lower-case ASCII with every character in its place, or None where that cannot be had.

    It is cut into the same words at the same places as the text.
    """
    image = (text if text.isascii() else text.translate(_IMAGES)).lower()
    if not image.isascii():
        return None
    return _POSSESSIVE.sub("  ", image) if "'s" in image else image


def beginnings(letters: set[str]) -> list[str]:
    """How words that begin with some letters may stand in an image: as words or as initials."""
    return [*letters, *(".".join(one) for one in letters if len(one) > 1)]


def surfaces_beginning(image: str, ways: Sequence[str]) -> list[tuple[str, int]]:
    """The words of a text's image that begin in some `beginnings`, each with where it stands.

    Looking for a blank and letters, where all marks are blanks, is far quicker than a regular expression, which must
    stop at every letter.
    """
    blanked = " " + image.translate(_BLANKED)
    starts = []
    for way in ways:
        sought = " " + way.translate(_BLANKED)
        at = blanked.find(sought)
        while at >= 0:
            starts.append(at)  # the blank put before everything makes its place the word's own
            at = blanked.find(sought, at + 1)
    if len(ways) > 1:
        starts = sorted(set(starts))
    found = []
    for start in starts:
        if start > 1 and image[start - 1] == "." and image[start - 2].isalpha() and _inside_initials(image, start):
            continue
        match = _ASCII_WORD.match(image, start)
        if match is not None:
            found.append((match.group(), start))
    return found


_BLANKED = {point: " " for point in range(128) if not chr(point).isalnum()}


def forms_of_surface(surface: str) -> tuple[str, ...]:
    """The indexed forms of one word as it stands in a text's image."""
    return _forms(surface)


def _inside_initials(image: str, start: int) -> bool:
    """Whether a letter behind a dot is one of initials that began before it."""
    begin = start - 2
    while begin > 1 and image[begin - 1] == "." and image[begin - 2].isalpha():
        begin -= 2
    match = _WORD.match(image, begin) if begin == 0 or not image[begin - 1].isalnum() else None
    return match is not None and match.end() > start


_STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch_porter",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""The Snowball project's stemmers by ISO 639-1 code."""
_CHANGES_BEGINNINGS = {"ar", "de", "el", "et", "hi", "hy", "id", "lt", "ne", "sr", "ta", "tr"}
"""Languages whose stemmer may change more than a word's end: German reads "ue" as "ü", Arabic takes prefixes off."""


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    """The stemmer of a language, or None where there is none. It keeps nothing, so threads may share it."""
    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name, 0) if name else None


def keeps_beginnings(language: str) -> bool:
    """Whether the stem of a word begins as the word does, the last two letters apart."""
    return language[:2] not in _CHANGES_BEGINNINGS


def has_stemmer(language: str) -> bool:
    """Whether words of this language (ISO 639-1) are stemmed."""
    return _stemmer(language[:2]) is not None


@lru_cache(maxsize=300_000)
def stem(form: str, language: str) -> str:
    """The stem of a folded form in a language; the form itself where the language has no stemmer.

    Folding comes first, so that a query typed without accents meets the same stem.
    """
    stemmer = _stemmer(language[:2])
    if stemmer is None or not form.isalpha() or len(form) < 3:
        return form
    return fold(stemmer.stemWord(form)) or form


def stems(forms: Sequence[str], language: str) -> list[str]:
    """As `stem` for each of many forms, of which nothing is remembered."""
    stemmer = _stemmer(language[:2])
    if stemmer is None:
        return list(forms)
    found = stemmer.stemWords(list(forms))
    return [
        form if len(form) < 3 or not form.isalpha() else made if made.isascii() and made else fold(made) or form
        for form, made in zip(forms, found, strict=True)
    ]
