"""Pages are asked for as a browser asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from archive.models import Article
from tests.web import collection

Read = Callable[..., str]


@pytest.fixture
def articles(db: None) -> list[Article]:
    """The small archive."""
    return collection.small_archive()


@pytest.fixture
def read(client: Client, db: None) -> Read:
    """Gives the HTML of an address, and checks the status."""

    def get(address: str, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status, f"{address} answers {response.status_code}"
        return response.content.decode()

    return get
