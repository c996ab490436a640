from __future__ import annotations

import pytest

from archive.models import KeptSearch
from archive.models.searches import MOST_KEPT

pytestmark = pytest.mark.django_db


def test_keeping_the_same_result_again_gives_the_same_row() -> None:
    first = KeptSearch.objects.keep("q=treaty", 2, [7, 3])
    again = KeptSearch.objects.keep("q=treaty", 2, [7, 3])
    assert (again.pk, KeptSearch.objects.count(), first.article_ids) == (first.pk, 1, [7, 3])


def test_keeping_another_result_gives_another_row() -> None:
    rows = {
        KeptSearch.objects.keep(*each).key
        for each in (("q=treaty", 2, [7, 3]), ("q=treaty", 2, [3, 7]), ("q=pact", 2, [7, 3]), ("q=treaty", 3, [7, 3]))
    }
    assert len(rows) == 4


def test_kept_list_holds_the_first_ids_of_a_long_one() -> None:
    kept = KeptSearch.objects.keep("", 20_000, range(1, 20_001))
    assert (kept.total, len(kept.article_ids), kept.article_ids[-1]) == (20_000, MOST_KEPT, MOST_KEPT)
