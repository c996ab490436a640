"""Cleaning takes time in proportion to a page's size, whatever its shape."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from archive.cleaning import clean
from tests.cleaning.pages import PARAGRAPHS, markup_page, text_page

TIMES = 4
"""The larger page is so many times as large."""
MOST = 9.0
"""Linear time takes `TIMES` as long, time in the square of the size sixteen times; the machine is shared."""
START = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def _lines(size: int) -> str:
    return "\n".join(f"{PARAGRAPHS[number % len(PARAGRAPHS)]} {number}" for number in range(size))


def _blocks(size: int) -> str:
    return "".join(f"<p>{PARAGRAPHS[number % len(PARAGRAPHS)]} {number}</p>" for number in range(size))


def _nested(size: int) -> str:
    return f"{START}{'<div>' * size}deep{'</div>' * size}"


def _inline(size: int) -> str:
    return f"{START}<p>{'<b>bold</b> <a href=/x>link</a> ' * size}</p>"


def _repeated(size: int) -> str:
    return "\n".join([*PARAGRAPHS, *["The same line of a menu"] * size])


def _signs(size: int) -> str:
    return "\n".join([*PARAGRAPHS, "- | » [".join(["a"] * size)])


def _seconds(content: str, *, markup: bool) -> float:
    page = markup_page(content) if markup else text_page(content)
    started = time.process_time()
    clean(page)
    return time.process_time() - started


@pytest.mark.parametrize(
    ("made", "size", "markup"),
    [
        (_lines, 800, False),
        (_repeated, 1500, False),
        (_signs, 20_000, False),
        (_blocks, 700, True),
        (_nested, 4000, True),
        (_inline, 1500, True),
    ],
)
def test_time_grows_with_the_size_of_a_page(made: Callable[[int], str], size: int, markup: bool) -> None:
    _seconds(made(50), markup=markup)
    small = min(_seconds(made(size), markup=markup) for _ in range(2))
    large = min(_seconds(made(TIMES * size), markup=markup) for _ in range(2))
    assert large < MOST * small
