"""What holds for any text at all."""

from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.documents import ActorKind, ActorRecord, Name, NameSort, Place
from archive.tagging import Authority, tag_record, tag_text
from archive.tagging.folding import fold

SMALL = Authority(
    [
        ActorRecord(
            ActorKind.COUNTRY,
            "south-korea",
            "South Korea",
            (Name("South Korea"), Name("Seoul", NameSort.CAPITAL)),
            "KR",
        ),
        ActorRecord(
            ActorKind.COUNTRY,
            "united-states",
            "United States",
            (Name("United States"), Name("US", NameSort.ABBREVIATION)),
            "US",
        ),
        ActorRecord(ActorKind.COUNTRY, "turkey", "Turkey", (Name("Turkey", ambiguous=True), Name("Türkiye")), "TR"),
        ActorRecord(ActorKind.PERSON, "ana-diaz", "Ana Díaz", (Name("Ana Díaz"), Name("Díaz", NameSort.SURNAME))),
        ActorRecord(ActorKind.ALLIANCE, "nato", "NATO", (Name("NATO"), Name("OTAN", NameSort.ABBREVIATION))),
    ]
)
WORDS = """US South Korea Seoul said Mr President Ana Díaz (Ana) Díaz-Kim US-South alliance with NATO l’OTAN – — “ ”
’s . ,
TURKEY Türkiye İstanbul ß ﬁ van der de al-Assad J. Ministry of Inc 26, 北京 Россия a the and"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", "\u0301", "\u200b", "\U0001f30d"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, text=TEXTS)
def test_mentions_lie_where_their_surface_stands(title: str, text: str) -> None:
    for mention in tag_text(title, text, SMALL).mentions:
        place = title if mention.place is Place.TITLE else text
        assert place[mention.start : mention.end] == mention.surface
        assert mention.surface


@settings(max_examples=60, deadline=None)
@given(title=TEXTS, text=TEXTS)
def test_tagging_twice_gives_the_same(title: str, text: str) -> None:
    assert tag_text(title, text, SMALL) == tag_text(title, text, SMALL)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_every_mention_belongs_to_a_listed_actor(text: str) -> None:
    tagged = tag_text("", text, SMALL)
    assert {(one.kind, one.slug) for one in tagged.mentions} == {(one.kind, one.slug) for one in tagged.actors}


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_records_name_the_text_at_their_offsets(text: str) -> None:
    record = tag_record({"id": 1, "text": text}, SMALL)
    names = {*record["persons"], *record["organisations"], *record["alliances"]}
    named = {one["name"] for one in record["mentions"] if one["kind"] != "country"}
    assert named == names


def test_an_authority_pickles_and_tags_the_same() -> None:
    text = "Ana Díaz met NATO in Seoul. Díaz said the US-South Korea alliance holds."
    copy = pickle.loads(pickle.dumps(SMALL))
    assert tag_text("", text, copy) == tag_text("", text, SMALL)
