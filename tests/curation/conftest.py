from __future__ import annotations

import pytest

from archive.models import Article
from tests.curation import archive


@pytest.fixture
def articles(db: None) -> list[Article]:
    """The small archive."""
    return archive.small_archive()
