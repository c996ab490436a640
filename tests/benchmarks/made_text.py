"""Sentences of news put together from our own words: states and bodies, invented persons, objects, reasons."""

from __future__ import annotations

import random

WHO = [
    "the foreign minister of Japan",
    "the president of France",
    "Poland's defence minister",
    "NATO officials",
    "the European Commission",
    "the prime minister of India",
    "a spokesman for the Kremlin",
    "the United Nations envoy",
    "the German chancellor",
    "South Korea's trade minister",
    "the Philippine coast guard",
    "the secretary of state",
    "ASEAN diplomats",
    "the Canadian ambassador",
    "Brazil's finance minister",
    "Kenya's president",
    "the Turkish government",
    "Egypt's foreign ministry",
]
DID = [
    "signed an agreement on",
    "rejected a proposal about",
    "opened talks on",
    "postponed a vote on",
    "warned against cuts to",
    "promised more money for",
    "asked for an inquiry into",
    "welcomed the report on",
    "criticised the plan for",
    "backed a law on",
]
WHAT = [
    "joint patrols in the strait",
    "the export of grain",
    "a rail link across the border",
    "water rights along the river",
    "missile defence",
    "the price of gas",
    "fishing quotas",
    "student exchanges",
    "the exchange of prisoners",
    "a customs union",
    "satellite launches",
    "the treaty on minefields",
    "visas for workers",
    "a loan for the harbour",
    "the census of refugees",
]
WHEN = [
    "on Monday",
    "on Thursday",
    "last week",
    "in the early hours of Friday",
    "after months of delay",
    "during a visit to the capital",
]
WHY = [
    "because the winter had been harder than expected",
    "as both sides had hoped since the spring",
    "although the opposition called it a gift to the neighbours",
    "while protesters stood outside with candles",
    "which surprised the markets and the press alike",
    "so that the parliament can vote before the summer",
    "and nobody in the room objected when it was read out",
]
FIRST = """Ada Anton Bela Carla Daniel Edith Emil Farid Grace Hanna Ivan Jonas Julia Karim Laura Leon Mara Milan Nadia
Oskar Paula Pedro Rosa Samir Sofia Tomas Vera Viktor Yusuf Zoe""".split()  # noqa: SIM905
FAMILY = """Adler Barros Castell Dorn Eklund Farkas Grant Holm Ibarra Jansen Keller Lindqvist Marlow Novak Okafor Petrov
Quist Reyes Sandoval Tanaka Ulrich Varga Wexler Yilmaz Zeller""".split()  # noqa: SIM905
ROLES = ["an adviser", "a lawyer", "the group's treasurer", "a retired general", "a farmer", "the mayor", "an engineer"]
ADJECTIVES = """northern coastal disputed wooden costly regional elderly narrow hidden private temporary electric frozen
foreign ancient modern rival shared empty crowded distant local urgent formal secret broken rapid fragile""".split()  # noqa: SIM905
THINGS = """bridge orchard archive hospital tunnel market pipeline railway museum reservoir factory lighthouse academy
refinery village airfield vineyard shipyard quarry theatre border school ferry cable dam warehouse laboratory monastery
canal depot stadium workshop mill embassy courtroom""".split()  # noqa: SIM905
HAPPENED = """repaired inspected sold flooded reopened searched insured rebuilt closed measured painted abandoned
photographed evacuated guarded renamed leased surveyed auctioned connected""".split()  # noqa: SIM905


def person(chance: random.Random) -> str:
    """An invented name."""
    return f"{chance.choice(FIRST)} {chance.choice(FAMILY)}"


def _act(chance: random.Random) -> str:
    who = chance.choice(WHO)
    return (
        f"{who[0].upper()}{who[1:]} {chance.choice(DID)} {chance.choice(WHAT)} {chance.choice(WHEN)}, "
        f"{chance.choice(WHY)}, according to paper {chance.randrange(10**6)}."
    )


def _thing(chance: random.Random) -> str:
    return f"the {chance.choice(ADJECTIVES)} {chance.choice(THINGS)}"


def _event(chance: random.Random) -> str:
    thing = _thing(chance)
    return (
        f"{thing[0].upper()}{thing[1:]} near {_thing(chance)} was {chance.choice(HAPPENED)} {chance.choice(WHEN)} for "
        f"{chance.randint(2, 900)} million euros, {chance.choice(WHY)}."
    )


def _quote(chance: random.Random) -> str:
    return (
        f"“We have {chance.choice(HAPPENED)} {_thing(chance)} and {_thing(chance)},” said {person(chance)}, "
        f"{chance.choice(ROLES)} who had {chance.choice(HAPPENED)} {_thing(chance)} {chance.choice(WHEN)}."
    )


def sentence(chance: random.Random) -> str:
    """One sentence of news, some 140 characters."""
    return chance.choice((_act, _event, _quote))(chance)


def paragraphs(chance: random.Random, characters: int) -> list[str]:
    """Paragraphs of one to three sentences, until they have so many characters."""
    found: list[str] = []
    while sum(map(len, found)) < characters:
        found.append(" ".join(sentence(chance) for _ in range(chance.randint(1, 3))))
    return found


def headline(chance: random.Random) -> str:
    """A headline of about sixty characters."""
    who = chance.choice(WHO)
    return f"{who[0].upper()}{who[1:]} {chance.choice(DID)} {chance.choice(WHAT)}"


def line(chance: random.Random, characters: int) -> str:
    """The beginning of a sentence, cut at a word."""
    return sentence(chance)[:characters].rpartition(" ")[0]
