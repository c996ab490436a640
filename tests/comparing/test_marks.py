import hashlib
import itertools
import random
import re
import unicodedata

import pytest

from archive.comparing import TextMarks, are_copies, content_words, is_copy, likeness, marks_of, sketch
from tests.comparing.edits import edited

REPORT = (
    "The ministers of both countries signed an agreement on Thursday on the use of the ports along the northern coast, "
    "after 11 months of talks that had twice been broken off. Fishing boats of either side may land their catch from "
    "1 May, and customs officers will work side by side in Larvik and Skagen. “We have waited for this day,” said "
    "Ingrid Solheim, who led the talks. The parliament in Oslo votes in June; nobody expects it to refuse."
)
LETTERS = "aéßﬁ²１_- ’…“\u00a0北京ก한ΩİǅZ١½\u200b\u0301\u2028 7"


def odd_texts() -> list[str]:
    chance = random.Random(4)
    return ["".join(chance.choice(LETTERS) for _ in range(chance.randrange(60))) for _ in range(400)]


@pytest.mark.parametrize("text", ["", REPORT, REPORT.replace("Solheim", "Sólheim"), "snake_case and don’t — stop…"])
def test_marks_are_those_of_the_folded_text(text: str) -> None:
    folded = unicodedata.normalize("NFKC", text).casefold()
    digest = hashlib.sha256(" ".join(re.findall(r"\w+", folded)).encode()).hexdigest()
    assert marks_of(text) == TextMarks(digest, len(re.findall(r"\w+", text)), sketch(content_words(text)))


def test_the_short_way_through_plain_text_finds_the_words_that_the_long_one_finds() -> None:
    for text in odd_texts():
        folded = unicodedata.normalize("NFKC", text).casefold()
        digest = hashlib.sha256(" ".join(re.findall(r"\w+", folded)).encode()).hexdigest()
        marks = marks_of(text)
        assert (marks.digest, marks.word_count) == (digest, len(re.findall(r"\w+", text)))


def test_printers_marks_change_no_content_word() -> None:
    plainly = REPORT.replace("“", '"').replace("”", '"')
    assert content_words(REPORT) == content_words(plainly)
    assert content_words(REPORT + " Ärzte").content == (*content_words(plainly).content, "ärzte")
    assert content_words("G7 met in 2024; well_known, 3rd, Ärzte").content == ("2024", "well", "known", "ärzte")


def test_a_sketch_is_the_smallest_keys_each_once() -> None:
    keys = sketch(content_words(" ".join([REPORT] * 3)))
    assert len(keys) == len(set(keys)) == 24
    assert list(keys) == sorted(keys)


@pytest.mark.parametrize("unlikely", [False, True])
def test_whether_texts_are_copies_is_the_same_measured_or_not(unlikely: bool) -> None:
    chance = random.Random(7)
    texts = [
        REPORT,
        *(edited(REPORT, share / 10, chance) for share in range(10)),
        REPORT[:90],
        "",
        "Larvik",
        *odd_texts(),
    ]
    words = [content_words(text) for text in texts]
    pairs = [(words[0], other) for other in words] + list(itertools.pairwise(words))
    told = [is_copy(one, other, unlikely) for one, other in pairs]
    assert told == [are_copies(likeness(one, other), unlikely) for one, other in pairs]
    assert {True, False} == set(told)
