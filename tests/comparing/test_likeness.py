import itertools
import random
from functools import cache
from pathlib import Path

import pytest
import yaml

from archive.cleaning import clean
from archive.comparing import Words, are_copies, content_words, likeness, sketch
from archive.documents import RawDocument
from archive.readers import read
from tests.comparing.edits import edited

SAMPLE = Path(__file__).parents[2] / "fixtures" / "sample"
ONE_EVENT = Path(__file__).parents[1] / "golden" / "one_event.yaml"
PRECISION, RECALL = 0.98, 0.95
"""Floors of finding copies; they may only rise."""
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4)


@cache
def articles() -> list[str]:
    """The texts of the sample collection that are no copies of each other, and both reports of each event."""
    pages = [page for page in read(SAMPLE, 50_000_000) if isinstance(page, RawDocument)]
    texts = {" ".join(clean(page).text.split()) for page in pages}
    reports = [report.strip() for each in yaml.safe_load(ONE_EVENT.read_text()) for report in each["reports"]]
    return sorted(text for text in texts if len(content_words(text).content) >= 40) + reports


def found(one: Words, other: Words) -> bool:
    """Whether the archive would find two texts from two papers to be copies: they share a key and are alike."""
    return bool(set(sketch(one)) & set(sketch(other))) and are_copies(likeness(one, other))


def test_copies_edited_up_to_forty_in_a_hundred_are_found_and_reports_of_one_event_are_not() -> None:
    rng = random.Random(20)
    texts = articles()
    right = missed = 0
    for text in texts:
        for share in SHARES:
            if found(content_words(text), content_words(edited(text, share, rng))):
                right += 1
            else:
                missed += 1
    words = [content_words(text) for text in texts]
    wrong = sum(found(one, other) for one, other in itertools.combinations(words, 2) if one != other)
    assert len(texts) > 100
    assert right / (right + missed) >= RECALL
    assert right / (right + wrong) >= PRECISION


def test_no_two_reports_of_one_event_are_copies() -> None:
    events = yaml.safe_load(ONE_EVENT.read_text())
    pairs = [tuple(map(content_words, each["reports"])) for each in events]
    assert [are_copies(likeness(one, other)) for one, other in pairs] == [False] * len(events)


def test_reports_by_form_of_two_days_are_no_copies_where_one_publisher_wrote_them() -> None:
    form = (
        "The central bank of {0} held its rate at {1} per cent on {2}, its governor {3} said in a statement after the "
        "meeting of the board, and pointed to prices that had risen by {4} per cent over the year. Analysts had "
        "expected the decision. The next meeting of the board will be held on {5}, and the minutes will be published a "
        "week later."
    )
    one = content_words(form.format("Norway", "4.25", "Thursday", "Ida Wolden Bache", "3.3", "21 September"))
    other = content_words(form.format("Chile", "10.25", "Tuesday", "Rosanna Costa", "6.5", "5 September"))
    assert not are_copies(likeness(one, other), unlikely=True)


def test_texts_without_spaces_are_compared_by_their_characters() -> None:
    text = "中国外交部发言人周三在北京的例行记者会上表示两国外长将于下月在新加坡会晤并讨论贸易和安全问题"
    other = "日本政府は木曜日に東京で開いた閣議で来年度の防衛予算を決定し過去最大となる見通しだと述べた"
    one, copy = content_words(text), content_words(text.replace("周三", "星期三").replace("北京", "首都"))
    assert found(one, copy)
    assert not found(one, content_words(other))


@pytest.mark.parametrize("text", ["", "One line.", "Sunny, 21 degrees, wind from the west, no rain until Friday."])
def test_a_text_too_short_to_tell_has_no_keys(text: str) -> None:
    assert sketch(content_words(text)) == ()


def test_likeness_of_nothing_is_nothing() -> None:
    alike = likeness(content_words(""), content_words("Talks go on."))
    assert (alike.of_shorter, alike.of_longer, alike.of_names) == (0.0, 0.0, 0.0)


def test_a_book_is_compared_by_its_first_part() -> None:
    assert len(content_words("parliament " * 50_000).content) == 20_000
