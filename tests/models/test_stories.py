"""Near copies found by their keys: among what is stored, among what comes in together, in bounded questions."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from archive.comparing import marks_of
from archive.models import Article, Source, TextKey
from archive.models.stories import COMMON_KEY, Compared, group_copies

pytestmark = pytest.mark.django_db
REPORT = (
    "The ministers of both countries signed an agreement on Thursday on the use of the ports along the northern coast, "
    "after eleven months of talks that had twice been broken off. Fishing boats of either side may land their catch "
    "from May, and customs officers will work side by side in Larvik and Skagen."
)
OTHER = (
    "Voters in the capital chose a new council on Sunday, and for the first time in forty years no party holds more "
    "than half of its seats. Counting lasted until Monday morning because machines failed in several districts, the "
    "commission said; observers from abroad called the ballot orderly."
)


def article(text: str, source: str) -> Article:
    publisher, _ = Source.objects.get_or_create(slug=source, defaults={"name": source})
    return Article.objects.create(source=publisher, title=text[:20], text=text, text_sha256=marks_of(text).digest)


def compared(made: Article) -> Compared:
    date, precision = made.published_on, made.date_precision
    return Compared(
        made.pk, made.text, made.text_sha256, made.source_id, date, precision, keys=marks_of(made.text).keys
    )


def copies() -> dict[int, int | None]:
    return dict(Article.objects.order_by("pk").values_list("pk", "copy_of"))


def test_copies_are_found_among_stored_articles_and_among_those_of_one_batch() -> None:
    first, other = article(REPORT, "times"), article(OTHER, "times")
    assert group_copies([first.pk, other.pk]) == set()
    near, late = article(REPORT + " Both praised it.", "post"), article(OTHER.replace("Voters", "People"), "post")
    again = article(REPORT.replace("Larvik", "Bergen"), "echo")
    group_copies([near.pk, late.pk, again.pk])
    assert copies() == {first.pk: None, other.pk: None, near.pk: first.pk, late.pk: other.pk, again.pk: first.pk}


def test_articles_at_hand_are_grouped_as_those_that_are_read() -> None:
    made = [article(REPORT, "times"), article(REPORT + " Both praised it.", "post"), article(OTHER, "post")]
    touched = group_copies([each.pk for each in made], [compared(each) for each in made])
    assert copies() == {made[0].pk: None, made[1].pk: made[0].pk, made[2].pk: None}
    assert touched == {made[0].pk, made[1].pk}
    assert TextKey.objects.count() == sum(len(marks_of(each.text).keys) for each in made)


def test_changed_text_leaves_its_story_and_its_keys() -> None:
    first, near = article(REPORT, "times"), article(REPORT + " Both praised it.", "post")
    group_copies([first.pk, near.pk])
    Article.objects.filter(pk=near.pk).update(text=OTHER, text_sha256=marks_of(OTHER).digest)
    group_copies([near.pk])
    assert copies() == {first.pk: None, near.pk: None}
    keys = TextKey.objects.filter(article=near).order_by("key").values_list("key", flat=True)
    assert tuple(keys) == marks_of(OTHER).keys


@pytest.mark.parametrize(("before", "is_found"), [(COMMON_KEY - 1, True), (COMMON_KEY, False)])
def test_keys_of_too_many_articles_say_nothing(before: int, is_found: bool) -> None:
    holders = [article(OTHER + f" {number}", "times") for number in range(before)]
    keys = marks_of(REPORT).keys
    TextKey.objects.bulk_create(TextKey(article=each, key=key) for each in holders for key in keys)
    Article.objects.filter(pk=holders[0].pk).update(text=REPORT, text_sha256=marks_of(REPORT).digest)
    near = article(REPORT, "post")
    group_copies([near.pk])
    assert copies()[near.pk] == (holders[0].pk if is_found else None)


@pytest.mark.parametrize("count", [1, 3])
def test_new_articles_ask_a_fixed_number_of_questions(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    texts = [REPORT, OTHER, " ".join(reversed(REPORT.split()))][:count]
    new = [compared(article(text, "times")) for text in texts]
    with django_assert_num_queries(3):  # which keys are common, who has the others, and in go the new ones
        group_copies([each.pk for each in new], new)
    assert set(copies().values()) == {None}
