"""Countries: which of the matches are states that the text speaks of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from archive.documents import ActorRecord, Name
from archive.tagging.acting import acts
from archive.tagging.authority import Authority
from archive.tagging.dishes import is_food
from archive.tagging.known import SEATS, KnownName, Named
from archive.tagging.matching import Match
from archive.tagging.members import ABBREVIATION, CAPITAL, COUNTRY, DEMONYM, FULL, METONYM, NICKNAME
from archive.tagging.reading import Reading
from archive.tagging.vocabulary import alternation, word_list

RULES = {
    FULL: "country-name",
    ABBREVIATION: "country-abbreviation",
    NICKNAME: "country-name",
    DEMONYM: "demonym",
    CAPITAL: "capital-acting",
    METONYM: "metonym",
}
CONFIDENCE = {
    "country-name": 1.0,
    "country-abbreviation": 0.98,
    "demonym": 0.9,
    "capital-acting": 0.75,
    "metonym": 0.8,
    "ambiguous-name": 0.75,
    "both-states": 0.9,
}

SUPPORTED = 1.0
"""The support from which a name that is often something else is taken for the country."""

ELSEWHERE, PREPOSITION, LISTED, NOUN, PAIRED, ACTING, GOES_ON, SORT = 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5
"""Support: the country is named beyond doubt elsewhere; a preposition before; in a list of names; inside a sentence,
where the name is else a word in small letters; a hyphen to another name; a verb that states do; punctuation that a
name has; a demonym or abbreviation."""

CAPITAL_BEFORE, RULED, PEOPLE = 2.0, 2.0, 0.5
"""Support: its own capital and a comma before it ("Amman, Jordan"); whom only states have, behind it ("Jordan's king");
an adjective of a people before a word in small letters ("Georgian climbers")."""

OWN, JOINED = 1.0, 1.0
"""Support: its own name in a text of its language ("España"); joined to a certain country behind it ("Niger and
Nigeria")."""

PERSON, AMERICAN, NAME_AFTER, OF_A_STYLE, FOOD, FOREIGN = -1.5, -2.5, -0.5, -2.0, -4.0, -1.5
"""Against it: a person of the document has the word in the name; the document is about the American state; another
capitalised word follows; a word for buildings, orders and the like follows ("Georgian houses"); it is a dish; its own
name, in an English text, where it is rather a family's ("España scored twice")."""

NORTH_ALONE = 3
"""Mentions of North Korea, with none of the South, from which "Korea" by itself means the North."""

_PREPOSITION = re.compile(rf"\b(?:{alternation('doubt', 'preposition')}) (?:the )?$")
_OWN_LANGUAGE = frozenset(word_list("doubt")["own-language"])
_OWN_NAMES = frozenset(name.split(":")[1] for name in _OWN_LANGUAGE)
_JOINED_TO = re.compile(r"(?:,? and|,? or|;) (?:the )?|[-/]")
_AMERICAN = re.compile(rf"\b(?:{alternation('doubt', 'american')})")
_FEATURE = re.compile(rf" (?:{alternation('doubt', 'feature')})\b")
_BEARS_NAME = re.compile(rf" (?:{alternation('doubt', 'bears-name')})\b")
"""An airline or newspaper that is called after a country ("Kenya Airways")."""

_GOES_ON = re.compile(r"(?:'s|,| and| or) ")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_IN_LIST = re.compile(r"(?:, |\n(?:\d+\. )?|; | and | or |-|/)$")
_LIST_GOES_ON = re.compile(r"(?:,? and |, |;|\n| or |-|/| \d)(?=(?:the )?[A-Z(\d])")
_KOREAS = re.compile(r"\b(?:[Tt]wo|[Bb]oth|2|[Tt]he) Koreas\b|\b[Ii]nter-Korean\b")
_PEOPLE, _OF_A_STYLE = re.compile(r" [a-z]"), re.compile(rf" (?:{alternation('doubt', 'not-people')})\b")
_IN_AMERICA = re.compile(
    rf", (?:(?:{alternation('doubt', 'american-state')})\b|(?:{alternation('doubt', 'american-state-short')})(?!\w))"
)
_RULED = re.compile(rf"'s (?:{alternation('doubt', 'ruled-by')})\b")
_INSIDE = re.compile(r"\b(?:in|near|inside|outside) (?:the )?$")
_SPOKEN = re.compile(rf"\b(?:{alternation('doubt', 'spoken')}) $")
_SPOKEN_ENDS = frozenset(f"{word[-2:]} " for word in word_list("doubt")["spoken"])
_LANGUAGE_ENDS = re.compile(r"[.,;:)\"!?\n]|$| (?:and|or|but|as|with|than|only|at|on|to|for) ")
_LANGUAGE = re.compile(r"[ -](?:language|speaker|speaking|lessons?|translations?|dialect|accent|grammar|subtitles)\b")
_PAIRED = re.compile(r"-[A-Z]")
_MONEY = re.compile(r" ?\$")
_OF_AMERICA = frozenset(word_list("doubt")["of-america"])
"""Territories that are listed beside the states of America."""

_NOUNS = frozenset(word_list("doubt")["common-noun"])
_TEAMS = tuple(team.replace("_", " ") for team in word_list("doubt")["teams"])
_TEAM_NAMES = frozenset(team.split()[-1] for team in _TEAMS)
_PRONOUN_BEFORE = frozenset(word_list("doubt")["pronoun-before"])


@dataclass(slots=True)
class _Document:
    """What the decisions over one document's matches need."""

    reading: Reading
    authority: Authority
    certain: Counter[str]
    words_of_persons: frozenset[str]
    capitals: dict[int, str]
    """The countries of the capitals, by where the capital's name ends."""
    sure: frozenset[int]
    """Where the names begin that are certainly a country's."""
    towns: frozenset[tuple[str, str]]
    """Names that stand before an American state ("Lebanon, Pa."), with the country that nothing else speaks of."""


def certain_countries(reading: Reading, matches: list[Match]) -> Counter[str]:
    """Count the countries that a document names beyond doubt: full names, abbreviations, demonyms."""
    certain = []
    for match in matches:
        meaning = match.meaning
        if meaning.sure:
            certain.append(meaning.sure)
        elif len(meaning.countries) > 1:
            chosen = choose(match, reading.year)
            if chosen and not chosen.name.ambiguous and chosen.name.sort not in SEATS:
                certain.append(chosen.record.slug)
    return Counter(certain)


def choose(match: Match, year: int | None) -> KnownName | None:
    """Give the country that a match means in a year, and the name that earned it; None where it means no country."""
    known = match.meaning.countries
    if len(known) < 2:
        return known[0] if known else None
    fitting = [one for one in known if _holds(one.record, one.name, year)]
    ended = [one for one in fitting if one.record.until]
    return min(ended or fitting or known, key=lambda one: (bool(one.record.until) and not ended, one.name.ambiguous))


def _holds(record: ActorRecord, name: Name, year: int | None) -> bool:
    if year is None:
        return not record.until
    since = name.since or (int(record.since[:4]) if record.since else 0)
    until = name.until or (int(record.until[:4]) if record.until else 9999)
    return since <= year <= until


def resolve_countries(
    reading: Reading, matches: list[Match], authority: Authority, certain: Counter[str], persons: frozenset[str]
) -> list[Named]:
    """Give the mentions of countries; ``persons`` are the words of the names of persons in the document."""
    chosen_of = [(match, choose(match, reading.year)) for match in matches if match.meaning.countries]
    capitals = {match.end: chosen.record.slug for match, chosen in chosen_of if chosen and chosen.name.sort is CAPITAL}
    sure = frozenset(
        match.start for match, chosen in chosen_of if chosen and not chosen.name.ambiguous and chosen.name.sort is FULL
    )
    document = _Document(reading, authority, certain, persons, capitals, sure, _american_towns(reading, chosen_of))
    mentions, text, towns = set(), reading.folded, document.towns
    for match, chosen in chosen_of:
        if chosen is None:
            continue
        start, end, _, meaning = match
        if meaning.plain and not towns and text[end : end + 1] != "," and not text[end + 1 : end + 2].isupper():
            mentions.add(Named(start, end, meaning.sure, "country-name", chosen.name.text))
            continue
        slug, rule = _decide(document, match, chosen.record, chosen.name)
        if rule:
            mentions.add(Named(start, end, slug, rule, chosen.name.text))
    for both in _KOREAS.finditer(reading.folded) if "orea" in reading.folded else ():
        for slug in ("north-korea", "south-korea"):
            if authority.actor(COUNTRY, slug):
                mentions.add(Named(*both.span(), slug, "both-states", both[0]))
    return sorted(mentions)


def _american_towns(reading: Reading, chosen_of: list[tuple[Match, KnownName | None]]) -> frozenset[tuple[str, str]]:
    """Give the names, each with its country's slug, that are a town's: an American state stands behind one of them.

    Where the document names the country in another way too ("the Lebanese"), its name stays the country's.
    """
    text = reading.folded
    towns = {
        (text[match.start : match.end], chosen.record.slug)
        for match, chosen in chosen_of
        if chosen and text[match.end : match.end + 1] == "," and _before_american_state(text, match.end, chosen.record)
    }
    if not towns:
        return frozenset()
    others = {
        chosen.record.slug
        for match, chosen in chosen_of
        if chosen and (text[match.start : match.end], chosen.record.slug) not in towns
    }
    return frozenset(town for town in towns if town[1] not in others)


def _before_american_state(text: str, end: int, record: ActorRecord) -> bool:
    return record.slug not in _OF_AMERICA and _IN_AMERICA.match(text, end) is not None


def _decide(document: _Document, match: Match, record: ActorRecord, name: Name) -> tuple[str, str]:
    """Give the slug of the country that a match means and the rule, an empty one where it means none."""
    slug = record.slug
    text = document.reading.folded
    if _is_something_else(document, match, record, name):
        return slug, ""
    if name.text.startswith("Korea") and slug in ("south-korea", "north-korea"):
        north = document.certain["north-korea"] >= NORTH_ALONE and not document.certain["south-korea"]
        return ("north-korea" if north else "south-korea"), "ambiguous-name"
    if name.sort is CAPITAL or (name.sort is METONYM and name.ambiguous):
        return slug, (RULES[name.sort] if acts(text, match.start, match.end) else "")
    if name.sort is METONYM and _INSIDE.search(text, max(0, match.start - 16), match.start):
        return slug, ""
    if name.ambiguous:
        return slug, ("ambiguous-name" if _support(document, match, record, name) >= SUPPORTED else "")
    return slug, _rule_of(name)


def _rule_of(name: Name) -> str:
    return "country-name" if name.sort is FULL else RULES.get(name.sort, "country-name")


def _is_something_else(document: _Document, match: Match, record: ActorRecord, name: Name) -> bool:
    """Tell a sum of money, a pronoun, an American town, a team and a lake or road from the country of the same name."""
    text, end = document.reading.folded, match.end
    after = text[end : end + 1]
    if name.sort is ABBREVIATION:
        return _MONEY.match(text, end) is not None or _is_pronoun(document, match)
    if name.sort is DEMONYM:
        surface = text[match.start : end]
        if surface.islower() and document.reading.language in ("", "en"):
            return True  # "chinos": what is no word for a people in English
        name_of_team = surface.title() if match.in_capitals else surface
        team = name_of_team in _TEAM_NAMES and any(one.endswith(name_of_team) and one in text for one in _TEAMS)
        return team or (after == " " and _FEATURE.match(text, end) is not None) or _is_language(text, match.start, end)
    if after == " " and name.sort is FULL and _BEARS_NAME.match(text, end):
        return True
    if document.towns and (text[match.start : end], record.slug) in document.towns:
        return True
    return after == "," and _before_american_state(text, end, record)


def _is_language(text: str, start: int, end: int) -> bool:
    """Tell "in English", "speaks Russian" and "a French translation" from a word for people."""
    if text[end - 1] == "s":
        return False
    spoken = text[start - 3 : start] in _SPOKEN_ENDS and _SPOKEN.search(text, max(0, start - 24), start)
    if spoken and _LANGUAGE_ENDS.match(text, end):
        return True
    return _LANGUAGE.match(text, end) is not None


def _is_pronoun(document: _Document, match: Match) -> bool:
    """Tell "TELL US MORE" from "US" in a line of capitals."""
    text = document.reading.folded
    if text[match.start : match.end] != "US" or document.certain["united-states"] > 1:
        return False
    if not document.reading.in_capitals(match.start):
        return False
    head = text[max(0, match.start - 20) : match.start].split()
    return bool(head) and head[-1] in _PRONOUN_BEFORE


def _support(document: _Document, match: Match, record: ActorRecord, name: Name) -> float:
    """Weigh what the whole document says for and against a name that is often something else."""
    text, start, end = document.reading.folded, match.start, match.end
    surface = text[start:end].lower()
    signs = (
        (ELSEWHERE, document.certain[record.slug] > 0),
        (PREPOSITION, _PREPOSITION.search(text, max(0, start - 20), start)),
        (LISTED, _IN_LIST.search(text, max(0, start - 6), start) and _LIST_GOES_ON.match(text, end)),
        (NOUN, surface in _NOUNS and not document.reading.opens_sentence(start)),
        (GOES_ON, _GOES_ON.match(text, end)),
        (PAIRED, text[start - 1 : start] == "-" or _PAIRED.match(text, end)),
        (ACTING, acts(text, start, end)),
        (SORT, name.sort in (DEMONYM, ABBREVIATION)),
        (CAPITAL_BEFORE, text.startswith(", ", start - 2) and document.capitals.get(start - 2) == record.slug),
        (RULED, _RULED.match(text, end)),
        (PEOPLE, name.sort is DEMONYM and surface.endswith(("an", "ese")) and _PEOPLE.match(text, end)),
        (OWN, f"{document.reading.language}:{text[start:end]}" in _OWN_LANGUAGE),
        (FOREIGN, document.reading.language == "en" and text[start:end] in _OWN_NAMES),
        (JOINED, (joint := _JOINED_TO.match(text, end)) and joint.end() in document.sure),
        (FOOD, surface == "turkey" and is_food(text, start, end)),
        (PERSON, surface in document.words_of_persons),
        (OF_A_STYLE, _OF_A_STYLE.match(text, end)),
        (AMERICAN, record.slug == "georgia" and _AMERICAN.search(text)),
        (NAME_AFTER, not document.certain[record.slug] and _NAME_AFTER.match(text, end)),
    )
    return sum(weight for weight, holds in signs if holds)
