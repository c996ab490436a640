import gc

import pytest

from archive.tagging.collecting import SELDOM, collector_seldom


def test_collector_is_seldom_within_and_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with collector_seldom():
        assert gc.get_threshold() == SELDOM
    with pytest.raises(KeyError), collector_seldom():
        raise KeyError
    assert gc.get_threshold() == before != SELDOM
