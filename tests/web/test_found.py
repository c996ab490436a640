from __future__ import annotations

import re

import pytest

from archive.web.found import Stretch, with_found


@pytest.mark.parametrize(
    ("html", "text", "stretches", "marked"),
    [
        ("a treaty", "a treaty", [(2, 8, 1)], 'a <mark class="found" id="found-1">treaty</mark>'),
        (
            'the <a href="/x?a=1&amp;b=2">North Korea</a> talks',
            "the North Korea talks",
            [(10, 21, 4)],
            'the <a href="/x?a=1&amp;b=2">North <mark class="found" id="found-4">Korea</mark></a><mark class="found"> talks</mark>',  # noqa: E501
        ),
        ("a &lt;b&gt; &amp; c", "a <b> & c", [(2, 5, 1)], 'a <mark class="found" id="found-1">&lt;b&gt;</mark> &amp; c'),  # noqa: E501
        ("one\n  two", "one two", [(4, 7, 1)], 'one\n  <mark class="found" id="found-1">two</mark>'),
        ("rest of it", "rest of it", [(0, 4, 0)], '<mark class="found">rest</mark> of it'),
        ("other words", "a treaty", [(2, 8, 1)], "other words"),
        ("a treaty more", "a treaty", [(2, 8, 1)], "a treaty more"),
        ("a treaty", "a treaty", [], "a treaty"),
        ("ab", "ab", [(0, 1, 1), (1, 2, 0)], '<mark class="found" id="found-1">a</mark><mark class="found">b</mark>'),
    ],
)  # fmt: skip
def test_found_is_marked_and_everything_else_stays(html: str, text: str, stretches: list[Stretch], marked: str) -> None:
    result = with_found(html, text, stretches)
    assert result == marked
    assert re.sub(r"</?mark[^>]*>", "", result) == html
