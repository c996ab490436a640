"""Countries: which of the matches are states that the text speaks of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from archive.documents import ActorKind, ActorRecord, Name, NameSort
from archive.tagging.authority import Authority
from archive.tagging.matching import Match
from archive.tagging.reading import Reading
from archive.tagging.vocabulary import attribution_verbs

RULES = {
    NameSort.FULL: "country-name",
    NameSort.ABBREVIATION: "country-abbreviation",
    NameSort.NICKNAME: "country-name",
    NameSort.DEMONYM: "demonym",
    NameSort.CAPITAL: "capital-acting",
    NameSort.METONYM: "metonym",
}
CONFIDENCE = {"country-name": 1.0, "country-abbreviation": 0.98, "demonym": 0.9, "capital-acting": 0.75, "metonym": 0.8,
              "ambiguous-name": 0.75, "both-states": 0.9}  # fmt: skip

NORTH_ALONE = 3
"""Mentions of North Korea, with none of the South, from which "Korea" by itself means the North."""

_SIDES = NameSort.CAPITAL, NameSort.METONYM
_PREPOSITION = re.compile(r"\b(?:in|of|from|to|with|between|against|for|via|into|across|through|and|or|than|throughout|visit|visited|left|inside) (?:the )?$")
_LOCAL = re.compile(r"\b(?:in|at|near|to|of|outside|around|into|the|downtown|central|via|leave|left|visit|visited|visiting|over|across) $")
_DELEGATED = re.compile(
    r"\b(?:approval|officials?|pressure|support|response|envoys?|diplomats?|criticism|demands?|assurances?|aid|message|signals?|reaction|"
    r"statement|consent|concessions?|threats?|help|independence|instructions|orders|order|backing|protests?) (?:from|by|of|to) (?:\w+ and )?$"
)
_RELATION = re.compile(r"\b(?:ties|relations|talks|tensions?|deal|alliance|war|dialogue|rift|relationship|agreement|treaty|cooperation|between|"
                       r"against|with|both|urged|urging|pressed|accused|accuses|told|warned|assured|asked|but|while|that|if|as) (?:\w+ and )?$")  # fmt: skip
_ACTS = re.compile(
    r"(?: and [A-Z]\w+)? (?:also |has |had |have |will |would |could |may |might |must |should |can |did |does |do |is |was |are |were |"
    r"then |now |still |never |later |recently |reportedly |already |itself )*([a-z]+)"
)
_ACTING_VERBS = frozenset(
    "says say see sees rejects rejected reject signed signs sign fears seeks seek wants backs backed supports supported opposes opposed "
    "considers considered sees views viewed calls accuses imposed imposes recognised recognises recognized recognizes sent sends plans "
    "planned intends hopes hoped agrees agreed refused refuses denies declared insists threatened threatens claims claimed believes "
    "announced pledged offers offered needs worried ready prepared willing trying keen determined concerned angry committed planning "
    "seeking expected likely unlikely able hosting preparing demanding considering holding facing responded retaliated cut severed joined "
    "withdrew withdraw pulled recalled expelled summoned condemned welcomed insisted remain remains become took take taken made make "
    "given give provide provided risk risks respond retaliate spend spends deploy deployed step stepped done been be not".split()
)
_GOVERNING = re.compile(
    r"'s? (?:\w+ )?(?:government|policy|policies|ambassador|envoy|position|stance|decision|demand|demands|claim|claims|response|support|proposal|"
    r"allies|ally|troops|forces|military|leaders?|officials?|approval|commitment|consent|security|interests?|role|concerns?|refusal|"
    r"sanctions|nuclear|relations|ties|efforts?|attempts?|influence|plans?|ambitions?|approach|strategy|offer|war|invasion|aggression|"
    r"backing|request|call|warning|threats?|sovereignty|alliance|partners?|diplomats?|actions?|foreign|defence|defense|intentions)\b"
)
_PAIRED = re.compile(r"-$|\b(?:US|U\.S\.|[A-Z][a-z]+)-$")
_KOREAS = re.compile(r"\b(?:[Tt]wo|[Bb]oth|2|[Tt]he) Koreas\b|\binter-Korean\b|\bInter-Korean\b")
_GEORGIA_USA = re.compile(
    r"\b(?:Atlanta|Savannah|Augusta|Macon|Ga\.|Fulton County|Brian Kemp|Jimmy Carter|Stacey Abrams|Raffensperger|Alabama|Florida|"
    r"Tennessee|South Carolina|North Carolina|Louisiana|Mississippi|Arizona|Pennsylvania|Wisconsin|Michigan|Ohio|Virginia|Kentucky|Texas)\b"
)
_US_PRONOUN_BEFORE = frozenset("TELL GIVE GIVES HELP HELPS LET LETS SHOW TEACH JOIN WITH FOR OF TO ABOUT LIKE MAKE MAKES KEEP TAKE BRING LEAVE SAVE UNITES "
                               "AMONG BETWEEN BEHIND AROUND AGAINST FROM ON".split())  # fmt: skip


COMMON_NOUNS = frozenset(("turkey", "jersey", "guinea", "china"))
"""Names that are also words in small letters: inside a sentence the capital speaks for the country."""

_IN_LIST = re.compile(r"(?:, |\n(?:\d+\. )?|; | and | or |-|/)$")
_LIST_GOES_ON = re.compile(r"(?:,? and |, |;|\n| or |-|/| \d)(?=(?:the )?[A-Z(\d])")


class CountryMention(NamedTuple):
    """A country named at a place."""

    start: int
    end: int
    slug: str
    rule: str
    record: str


@dataclass(slots=True)
class _Reader:
    """Decides over the matches of one document."""

    reading: Reading
    authority: Authority
    certain: Counter[str]
    names_of_persons: frozenset[str]


def certain_countries(reading: Reading, matches: list[Match]) -> Counter[str]:
    """Count the countries that a document names beyond doubt: full names, abbreviations, demonyms."""
    counts: Counter[str] = Counter()
    for match in matches:
        chosen = choose(match, reading.year)
        if chosen is not None:
            record, name = chosen
            if not name.ambiguous and name.sort not in _SIDES:
                counts[record.slug] += 1
    return counts


def choose(match: Match, year: int | None) -> tuple[ActorRecord, Name] | None:
    """Give the country that a match means in a year, and the name that earned it; None where it means no country."""
    possible = [known for known in match.names if known.record.kind is ActorKind.COUNTRY]
    if not possible:
        return None
    if len(possible) > 1:
        fitting = [known for known in possible if _holds(known.record, known.name, year)]
        possible = fitting or possible
        possible.sort(key=lambda known: (bool(known.record.until), known.name.ambiguous))
        if year is not None and fitting:
            ended = [known for known in fitting if known.record.until]
            possible = ended or possible
    return possible[0]


def _holds(record: ActorRecord, name: Name, year: int | None) -> bool:
    if year is None:
        return not record.until
    since = name.since or (int(record.since[:4]) if record.since else 0)
    until = name.until or (int(record.until[:4]) if record.until else 9999)
    return since <= year <= until


def resolve_countries(
    reading: Reading, matches: list[Match], authority: Authority, certain: Counter[str], persons: frozenset[str]
) -> list[CountryMention]:
    """Give the mentions of countries; ``persons`` are the words of the names of persons in the document."""
    reader = _Reader(reading, authority, certain, persons)
    mentions = []
    for match in matches:
        chosen = choose(match, reading.year)
        if chosen is None:
            continue
        record, name = chosen
        record, rule = _decide(reader, match, record, name)
        if rule:
            mentions.append(CountryMention(match.start, match.end, record.slug, rule, name.text))
    for both in _KOREAS.finditer(reading.folded):
        for slug in ("north-korea", "south-korea"):
            if authority.actor(ActorKind.COUNTRY, slug):
                mentions.append(CountryMention(*both.span(), slug, "both-states", both[0]))
    return sorted(set(mentions))


def _decide(reader: _Reader, match: Match, record: ActorRecord, name: Name) -> tuple[ActorRecord, str]:
    rule = RULES.get(name.sort, "country-name")
    text = reader.reading.folded
    if name.sort is NameSort.ABBREVIATION and text[match.start : match.end] == "US" and _is_pronoun(reader, match):
        return record, ""
    if name.text.startswith("Korea") and record.slug == "south-korea":
        if reader.certain["north-korea"] >= NORTH_ALONE and not reader.certain["south-korea"]:
            north = reader.authority.actor(ActorKind.COUNTRY, "north-korea")
            return (north or record), "ambiguous-name"
        return record, "ambiguous-name"
    if name.sort is NameSort.CAPITAL or (name.sort is NameSort.METONYM and name.ambiguous):
        return record, (rule if _acts(reader, match) else "")
    if name.ambiguous:
        return record, ("ambiguous-name" if _supported(reader, match, record, name) else "")
    return record, rule


def _is_pronoun(reader: _Reader, match: Match) -> bool:
    """Tell "TELL US MORE" from "US" in a line of capitals."""
    if not reader.reading.in_capitals(match.start):
        return False
    head = reader.reading.folded[max(0, match.start - 20) : match.start].split()
    return bool(head) and head[-1] in _US_PRONOUN_BEFORE and not reader.certain["united-states"] > 1


def _acts(reader: _Reader, match: Match) -> bool:
    """Tell a capital that stands for its state ("Seoul said") from the town ("in Seoul")."""
    text, start, end = reader.reading.folded, match.start, match.end
    head = text[max(0, start - 40) : start]
    if text[end : end + 2] in (", ", "-\n"):
        return bool(_DELEGATED.search(head))
    if _DELEGATED.search(head) or _GOVERNING.match(text, end):
        return True
    if _LOCAL.search(head):
        return False
    acting = _ACTS.match(text, end)
    if acting and (acting[1] in _ACTING_VERBS or acting[1] in attribution_verbs()):
        return True
    return bool(_RELATION.search(head)) and not text[end : end + 1].isalpha() and not (text[end : end + 2] == " " + text[end + 1 : end + 2].upper())


def _stands_in_list(text: str, match: Match) -> bool:
    """Tell whether a name stands between commas, on a line or in a table beside other names."""
    before, after = _IN_LIST.search(text, max(0, match.start - 6), match.start), _LIST_GOES_ON.match(text, match.end)
    return before is not None and after is not None


def _supported(reader: _Reader, match: Match, record: ActorRecord, name: Name) -> bool:
    """Decide over a name that is often something else, from the whole document."""
    text = reader.reading.folded
    surface = text[match.start : match.end]
    support = 2.0 if reader.certain[record.slug] else 0.0
    if _PREPOSITION.search(text, max(0, match.start - 20), match.start):
        support += 1.0
    if re.match(r"(?:'s|,| and| or) ", text[match.end : match.end + 6]):
        support += 0.5
    if name.sort in (NameSort.DEMONYM, NameSort.ABBREVIATION):
        support += 0.5
    if _stands_in_list(text, match):
        support += 1.0
    if surface.lower() in COMMON_NOUNS and not reader.reading.opens_sentence(match.start):
        support += 1.0
    if surface.lower() in reader.names_of_persons:
        support -= 1.5
    if record.slug == "georgia" and _GEORGIA_USA.search(text):
        support -= 2.5
    if re.match(r" [A-Z][a-z]", text[match.end : match.end + 3]) and not reader.certain[record.slug]:
        support -= 0.5
    return support >= 1.0
