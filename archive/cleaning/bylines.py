"""Bylines: who wrote it, as a line of its own says."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from archive.cleaning import characters, dates
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue

LONGEST_BYLINE = 110
"""A byline with three names, an office and a place is about this long; more is a biography."""
MOST_NAME_WORDS = 14
OFFICE_WORDS = 5
"""An office has no more words: "Chief foreign affairs correspondent"."""

_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_PARTICLES = frozenset(
    """de da do dos das del della di du des van von der den ter ten la le el al bin ibn and und et e y i och en ja &
    of the""".split()  # noqa: SIM905
)
_SPLIT = re.compile(r"\s*(?:[|•·–—]|,|\s-\s|\s/\s|\b(?:in|at|on|On|[Pp]osted|[Pp]ublished|[Uu]pdated|[Ff]iled)\b)\s*")
_INITIALS = re.compile(r"(?:[A-Z]\.)+|[^AEIOUY]{2,4}")
"""Initials and abbreviations keep their capitals."""
_STAFF = re.compile(r"(.+?)\s+staff (?:writer|reporter|correspondent)", re.IGNORECASE)
"""A name and an office that nothing parts."""
_WIDE_NAME = re.compile(r"[\u4e00-\u9fff\uac00-\ud7a3\u3040-\u30ff]{2,6}")


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(re.escape(words) for words in lexicon.byline_before())
    return re.compile(rf"(?:{words})\s*[:：]?\s+(?=\S)|(?:{words})[:：]\s*", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    words = "|".join(re.escape(words) for words in lexicon.byline_after())
    return re.compile(rf"\s*(?:{words})\b.*$" if words else r"(?!)")


@cache
def _unnamed() -> re.Pattern[str]:
    """A byline that names nobody, with nothing behind it but where or when it was written."""
    words = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in lexicon.unnamed_bylines())
    places = "in|at|aus|à|en|de|da|a|em|uit|w|z|i|från|в|из"
    return re.compile(
        rf"((?:{words})(?:\s+(?:{places})\s+[^.!?,|]{{2,30}})?)(?:\s*[,|·–—-]\s*[^!?]{{2,40}}|\.)?", re.IGNORECASE
    )


def _is_name(text: str) -> bool:
    """Whether every word is a capitalised name or a particle, or the text is a short wide name."""
    if _WIDE_NAME.fullmatch(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= MOST_NAME_WORDS:
        return False
    solid = [word for word in words if word.strip(".,;").lower() not in _PARTICLES]
    return bool(solid) and all(_NAME_WORD.fullmatch(word.strip(".,;()")) and word[0].isupper() for word in solid)


def in_usual_case(names: str) -> str:
    """Names that were printed in capitals as they are usually written: "HARU MINEGISHI" gives "Haru Minegishi"."""
    if not names.isupper() or len(names.split()) < 2:
        return names
    return " ".join(
        word.lower() if number and word.lower() in _PARTICLES else word if _INITIALS.fullmatch(word) else word.title()
        for number, word in enumerate(names.split())
    )


def is_full_name(text: str) -> bool:
    """Whether a line is two or three capitalised words that are no phrase of a menu."""
    words = text.split()
    if not 2 <= len(words) <= 3 or not _is_name(text) or text.isupper():
        return False
    folded = characters.fold(text).split()
    if any(word in lexicon.function_words() for word in folded):
        return False
    return not lexicon.phrase_book().hits(f" {' '.join(folded)} ")


def _without_date(text: str) -> str:
    for found in reversed(dates.find_dates(text)):
        text = text[: found.start] + "|" + text[found.end :]
    return text


@lru_cache(maxsize=4096)
def read_byline(line: str) -> str:
    """The writers' names a line gives, or an empty text if it is no byline.

    "By Jane Roe and John Doe, Staff Writers | 2 March 2020" gives "Jane Roe and John Doe"; a byline that names
    nobody, such as "From our correspondent in Geneva", is given as it stands.
    """
    if len(line) > LONGEST_BYLINE:
        return ""
    unnamed = _unnamed().fullmatch(line)
    if unnamed:
        return unnamed[1].capitalize() if line.isupper() else unnamed[1]
    return in_usual_case(_read(line))


def _read(line: str) -> str:
    match = _before().match(line)
    if match:
        rest = _without_date(line[match.end() :]).strip(" :")
        first = next((part for part in _SPLIT.split(rest) if part), "")
        names = [first]
        for part in _SPLIT.split(rest)[1:]:
            if part and _is_name(part) and len(part.split()) in (2, 3) and not _is_office(part):
                names.append(part)
            else:
                break
        return ", ".join(names) if all(_is_name(name) for name in names) else ""
    for part in _without_date(line).split("|")[1:]:
        match = _before().match(part.strip())
        name = _SPLIT.split(part.strip()[match.end() :].strip())[0] if match else ""
        if name and _is_name(name):
            return name
    shorter = _after().sub("", line).strip()
    if shorter and shorter != line and _is_name(shorter):
        return shorter
    parts = [part for part in _SPLIT.split(_without_date(line)) if part]
    if len(parts) >= 2 and _is_name(parts[0]) and 2 <= len(parts[0].split()) <= 4 and _is_office(parts[1]):
        return parts[0]
    staff = _STAFF.fullmatch(line)
    return staff[1] if staff and is_full_name(staff[1]) else ""


def is_office_line(text: str) -> bool:
    """Whether a line is nothing but what the writer is: "STAFF WRITER", "Regional Correspondent"."""
    return bool(text) and text[-1] not in characters.TERMINALS and _is_office(text)


def _is_office(text: str) -> bool:
    """Whether a text names what a writer is: "Diplomatic correspondent"."""
    words = characters.fold(text).split()
    small = sum(word in lexicon.function_words() for word in words)
    return len(words) <= OFFICE_WORDS and small <= 1 and lexicon.covers(text, Cue.BYLINE)
