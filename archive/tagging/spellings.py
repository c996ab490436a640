"""Spellings: the forms in which one listed name may stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.documents import ActorKind, NameSort
from archive.tagging.folding import fold, in_two_letters
from archive.tagging.scripts import declined

# British and American spellings of words in the names of bodies.
_EXCHANGES = (
    ("Organization", "Organisation"),
    ("organization", "organisation"),
    ("Defense", "Defence"),
    ("Labor", "Labour"),
    ("Center", "Centre"),
    ("Program ", "Programme "),
    ("Cooperation", "Co-operation"),
    ("Co-operation", "Cooperation"),
    ("Cooperation", "Co-Operation"),
    (" and ", " & "),
    ("Southeast ", "South-East "),
    ("Southeast ", "South-east "),
    ("Southeast ", "South East "),
    ("Saint ", "St. "),
    ("Saint ", "St "),
)
_EXCHANGED = re.compile("|".join(sorted({re.escape(written) for written, _ in _EXCHANGES})))
_GERMAN = re.compile(r"([A-Z][a-z]*(?:isch|eint|ig|lich|al))e(?= [A-Z])")
_VARIABLE = re.compile(r"[-.,]| (?:Jr|Sr|II|III|IV)$")
_MIDDLE_INITIAL = re.compile(r"(?<=[a-z]) (?:[A-Z]\. ?)+(?=[A-Z])")
_DOTTED = re.compile(r"(?<=\b[A-Z])\.")
_GENERATION = re.compile(r",? (?:Jr\.?|Sr\.?|II|III|IV)$")
_ARTICLE_PREFIX = re.compile(r"\b([Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]n|[Aa]r)-(?=[A-Z])")

_ARTICLE_HYPHEN = re.compile(r"\b([AaEe][lsnr]h?)-(?=[A-Z])")


def spellings(name: str, sort: NameSort, kind: ActorKind) -> set[str]:
    """Give the folded spellings under which a listed name is looked for, the listed one among them."""
    base = fold(name).strip()
    if kind is ActorKind.PERSON and (written := in_two_letters(name)) != name:
        return spellings(fold(name), sort, kind) | spellings(written, sort, kind)
    if kind is ActorKind.PERSON and base[:1].isupper() and not _VARIABLE.search(base):
        return {base} if len(base) > 1 else set()
    found = {base}
    if base[:1].islower() and sort is not NameSort.ABBREVIATION:
        found.add(base[0].upper() + base[1:])
    if kind is ActorKind.PERSON:
        for spelling in tuple(found):
            found.update(_personal(spelling))
    else:
        for written, other in _EXCHANGES if _EXCHANGED.search(base) else ():
            found.update([spelling.replace(written, other) for spelling in tuple(found) if written in spelling])
        if not base.isascii():
            found.update(declined(base))
        if sort is NameSort.DEMONYM and name[:1].islower():
            found.update(fold(form) for form in _inflected(name))
        if _GERMAN.match(base):
            found |= {_GERMAN.sub(rf"\1{ending}", base) for ending in ("en", "er")}
    return {spelling for spelling in found if len(spelling) > 1}


_INFLECTIONS = (
    ("isch", ("e", "en", "er", "es", "em")),  # German
    ("ien", ("ne", "s", "nes")),  # French
    ("éen", ("ne", "s", "nes")),
    ("ain", ("e", "s", "es")),
    ("ais", ("e", "es")),
    ("ois", ("e", "es")),
    ("ense", ("s",)),  # Spanish
    ("eño", ("s",)),
    ("í", ("es",)),
)
_EXCHANGED_ENDINGS = (("és", ("esa", "eses", "esas")), ("ês", ("esa", "eses", "esas")), ("o", ("a", "os", "as")))


def _inflected(people: str) -> Iterator[str]:
    """Give the other genders, numbers and cases of a word for a people in German, French, Spanish or Italian."""
    for ending, others in _INFLECTIONS:
        if people.endswith(ending):
            yield from (people + other for other in others)
    for ending, others in _EXCHANGED_ENDINGS:
        if people.endswith(ending):
            yield from (people.removesuffix(ending) + other for other in others)


def _personal(name: str) -> Iterator[str]:
    """Give what writers make of a person's full name: hyphens, initials, generation, the Arabic article."""
    if not _VARIABLE.search(name):
        yield name
        return
    forms = {name}
    for pattern, replacement in ((_GENERATION, ""), (_MIDDLE_INITIAL, " "), (_DOTTED, "")):
        forms |= {pattern.sub(replacement, form) for form in forms}
    if _ARTICLE_PREFIX.search(name):
        for form in tuple(forms):
            for article in (str.capitalize, str.lower):
                raised = _ARTICLE_PREFIX.sub(lambda match, cased=article: cased(match[1]) + "-", form)  # type: ignore[misc]
                forms |= {raised, _ARTICLE_HYPHEN.sub(r"\1 ", raised)}
            forms.add(_ARTICLE_PREFIX.sub("", form))
    elif "-" in name:
        for form in tuple(forms):
            raised = re.sub(r"-([a-z])", lambda m: "-" + m[1].upper(), form)
            lowered = re.sub(r"-([A-Z])", lambda m: "-" + m[1].lower(), form)
            forms |= {raised, lowered, raised.replace("-", " "), lowered.replace("-", " "), lowered.replace("-", "")}
    yield from (form for form in forms if " " in form or form == name)
