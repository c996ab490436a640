"""Random and hostile query strings over HTTP: whatever is asked, a page or a clear refusal comes back.

Runs some hundreds; ``HOSTILE_QUERIES=10000`` runs as many.
"""

from __future__ import annotations

import os
import random
from urllib.parse import quote

import pytest
from django.test import Client

from archive.models import Article
from archive.search.operands import FIELD_NAMES
from archive.search.results import Facet

HOW_MANY = int(os.environ.get("HOSTILE_QUERIES", "300"))
PIECES = [
    *(f"{name}:" for name in sorted(FIELD_NAMES)),
    *(
        "(",
        ")",
        '"',
        "“",
        "”",
        "*",
        "?",
        "-",
        "+",
        "!",
        "~",
        "~9999999999",
        "^2",
        "[a TO z]",
        "{",
        "}",
        "\\",
        "/",
        "&&",
    ),
    *("AND", "OR", "NOT", "atleast3:", "atleast0:", "atleast99999999999:", "same:", "before:0000", "on:9999..0001"),
    *(
        "alliance",
        "NATO",
        "북한",
        "中国",
        "ﷺ",
        "İ",
        "ß",
        "\u202e",
        "\u0000",
        "\ud800",
        "🛰",
        "e\u0301" * 30,
        "a" * 3_000,
    ),
    *(
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "%00",
        "${jndi:ldap://x}",
        "{{7*7}}",
        "_text",
        ".*",
    ),
]
NAMES = [
    "q",
    "q",
    "q",
    "page",
    "sort",
    "from",
    "to",
    "all",
    *(facet.value for facet in Facet),
    "not_person",
    "added_after",
]


def query_string(noise: random.Random) -> str:
    """A query string of one to four parameters: pieces of the language, bytes at random, values out of place."""
    pairs = []
    for _ in range(noise.randint(1, 4)):
        if noise.random() < 0.3:
            value = noise.randbytes(noise.randint(0, 40))
        else:
            pieces = noise.choices(PIECES, k=noise.randint(1, 8))
            value = noise.choice([" ", ""]).join(pieces).encode("utf-8", "surrogatepass")
        pairs.append(f"{noise.choice(NAMES)}={quote(value)}")
    return noise.choice(["&", "&", ";", "&&"]).join(pairs)


@pytest.mark.parametrize("part", range(4))
def test_no_query_string_is_an_error_of_the_server(articles: list[Article], client: Client, part: int) -> None:
    client.raise_request_exception = False
    noise = random.Random(part)
    for _ in range(HOW_MANY // 4):
        asked = query_string(noise)
        status = client.get(f"/search/?{asked}").status_code
        assert status in {200, 302, 400, 404, 414}, asked
