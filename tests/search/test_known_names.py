from __future__ import annotations

import random
import time

import pytest

from archive.models import Actor, ActorName
from archive.search.known_names import Known, KnownNames, forget_names, known_names, of_names
from tests.web import collection


def names_of(*rows: tuple[str, int, tuple[str, ...]]) -> KnownNames:
    """Persons with their numbers of articles and further names."""
    actors = [Known("person", name.lower().replace(" ", "-"), name, articles) for name, articles, _ in rows]
    names = [(text, at) for at, (name, _, others) in enumerate(rows) for text in (name, *others)]
    return of_names(actors, names)


KIMS = names_of(
    ("Kim Jong Un", 40, ("Kim",)),
    ("Kim Dae Jung", 90, ()),
    ("Kimani Okello", 2, ()),
    ("Jaime Zúñiga", 3, ("Jimmy",)),
    ("Joachim Kern", 500, ()),
    ("Łukasz Ørsted", 1, ()),
    ("習近平", 7, ("Xi Jinping",)),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kim", ["Kim Jong Un", "Kim Dae Jung", "Kimani Okello"]),
        ("kim j", ["Kim Jong Un", "Kim Dae Jung"]),
        ("jong", ["Kim Jong Un"]),
        ("jung kim", ["Kim Dae Jung"]),
        ("ker", ["Joachim Kern"]),
        ("zuniga", ["Jaime Zúñiga"]),
        ("ZÚÑ", ["Jaime Zúñiga"]),
        ("lukasz o", ["Łukasz Ørsted"]),
        ("習", ["習近平"]),
        ("im", []),
        ("", []),
        (" ,-", []),
        ("kim kim kim x", []),
    ],
)
def test_completions_by_the_beginning_of_any_word(typed: str, found: list[str]) -> None:
    assert [match.actor.name for match in KIMS.completions(typed)] == found


def test_completion_says_by_which_other_name() -> None:
    assert [(match.actor.name, match.through) for match in KIMS.completions("xi")] == [("習近平", "Xi Jinping")]
    assert [match.through for match in KIMS.completions("jaime")] == [""]


def test_completions_of_one_kind() -> None:
    names = of_names([Known("person", "a", "Georgia May", 1), Known("country", "b", "Georgia", 5)], [
        ("Georgia May", 0),
        ("Georgia", 1),
    ])  # fmt: skip
    assert [match.actor.kind for match in names.completions("georg")] == ["country", "person"]
    assert [match.actor.kind for match in names.completions("georg", "person")] == ["person"]


def test_exactly_needs_the_whole_name() -> None:
    assert [known.name for known in KIMS.exactly("kim JONG un")] == ["Kim Jong Un"]
    assert [known.name for known in KIMS.exactly("Kim")] == ["Kim Jong Un"]
    assert KIMS.exactly("jong un") == []
    assert KIMS.exactly("") == []


def test_exactly_gives_all_who_share_a_name() -> None:
    names = names_of(("George Bush", 3, ("Bush",)), ("George W. Bush", 9, ("Bush",)))
    assert [known.name for known in names.exactly("bush")] == ["George W. Bush", "George Bush"]


@pytest.mark.django_db
def test_known_names_leave_out_the_merged_and_the_rejected() -> None:
    kim = collection.actor("person", "kim-jong-un")
    other = collection.actor("person", "kim-chong-un", merged_into=kim)
    ActorName.objects.create(actor=other, text="Kim Chong-un", sort="full")
    collection.actor("person", "kim-nobody", status="rejected")
    forget_names()
    assert [known.slug for known in known_names().actors] == ["kim-jong-un"]
    assert [match.through for match in known_names().completions("kim chong")] == ["Kim Chong-un"]


@pytest.mark.django_db
def test_known_names_count_articles_and_notice_new_ones() -> None:
    collection.article(tags={"person": ["kim-jong-un"]})
    collection.index()
    assert [known.articles for known in known_names().actors] == [1]
    collection.article(tags={"person": ["kim-jong-un"]})
    collection.index()
    forget_names()
    assert [known.articles for known in known_names().actors] == [2]
    assert Actor.objects.count() == 1


def test_completion_among_100_000_names_takes_under_20_ms() -> None:
    dice = random.Random(1)
    syllables = ["ba", "ko", "mir", "len", "dor", "sha", "vic", "to", "ran", "el", "gu", "nov"]
    words = ["".join(dice.choices(syllables, k=3)) for _ in range(1_500)]
    texts = [" ".join(dice.choices(words, k=2)) for _ in range(100_000)]
    names = of_names([Known("person", text, text, 1) for text in texts], [(text, at) for at, text in enumerate(texts)])
    for typed in ("b", "ba", "koba", "ba ko", texts[7], texts[9][:-2]):
        start = time.process_time()
        for _ in range(3):
            names.completions(typed)
        assert (time.process_time() - start) / 3 < 0.020, typed
