from __future__ import annotations

import pytest

from archive.search.results import Hit
from archive.web.listing import TOP_ACTORS, only_marks, rows_for
from tests.web import collection


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("a <mark>b</mark> &lt;c&gt;", "a <mark>b</mark> &lt;c&gt;"),
        ("<script>x</script>", "&lt;script>x&lt;/script>"),
        ("<mark onclick=x>b</mark>", "&lt;mark onclick=x>b</mark>"),
        ("<MARK>", "&lt;MARK>"),
        ("< mark><", "&lt; mark>&lt;"),
        ("<mark/><marks>", "&lt;mark/>&lt;marks>"),
    ],
)
def test_only_marks_lets_no_other_tag_begin(html: str, safe: str) -> None:
    assert only_marks(html) == safe


@pytest.mark.django_db
def test_rows_stand_in_the_order_of_the_hits_and_leave_out_what_is_gone() -> None:
    one, two = collection.article("One"), collection.article("Two")
    hits = [Hit(number, 1.0, "t", "s") for number in (two.pk, two.pk + 1, one.pk)]
    assert [row.article for row in rows_for(hits)] == [two, one]


@pytest.mark.django_db
def test_rows_name_the_most_prominent_actors_that_stand() -> None:
    row = collection.article()
    for number in range(TOP_ACTORS + 2):
        fields = {"rejected": number == 0}
        collection.mention(row, collection.actor("person", f"p{number}"), prominence=1 - number / 10, **fields)
    named = rows_for([Hit(row.pk, 1.0, "t", "s")])[0].actors
    assert [actor.slug for actor in named] == ["p1", "p2", "p3", "p4", "p5"]
