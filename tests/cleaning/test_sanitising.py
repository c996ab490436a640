"""Inline markup told to be sane without bleach is what bleach leaves of it."""

from __future__ import annotations

import pytest
from bleach.sanitizer import Cleaner
from hypothesis import given
from hypothesis import strategies as st

from archive.cleaning.sanitising import PROTOCOLS, TAGS, is_sane, sanitise

BITS = [
    "word", " ", "é…", "7 < 8", "a > b", "&amp;", "&lt;", "&gt;", "&amp;copy;", "&copy;", "&",
    '"', "'", "\u200b", "\x01",
    *(f"<{tag}>" for tag in sorted(TAGS)), *(f"</{tag}>" for tag in sorted(TAGS)), "<br>", "<b>", "<script>", "<!--",
    '<a href="https://example.org/a?b=c#d">', '<a href="/path:x">', '<a href="#top">', '<a href="javascript:x">',
    '<a href="//example.org">', '<a href="https://example.org/?a=1&amp;b=2">', '<a href="/" onclick="x">', "<a href=x>",
    '</a href="/">', "<em/>", "<EM>", "<a\thref='/'>",
]  # fmt: skip


def bleached(markup: str) -> str:
    """What bleach leaves."""
    return str(Cleaner(tags=TAGS, attributes={"a": ["href"]}, protocols=PROTOCOLS, strip=True).clean(markup))


@given(st.lists(st.sampled_from(BITS), max_size=9).map("".join))
def test_sane_markup_is_what_bleach_leaves(markup: str) -> None:
    if is_sane(markup):
        assert bleached(markup) == markup
    assert sanitise(markup) == bleached(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "plain words",
        'By <a href="https://example.org/staff/roe">Jane Roe</a> in <strong>Geneva</strong>',
        "<em>H<sub>2</sub>O</em> &amp; air",
    ],
)
def test_usual_markup_is_sane(markup: str) -> None:
    assert is_sane(markup)


@pytest.mark.parametrize(
    "markup",
    ['<a href="javascript:x">y</a>', "<script>x</script>", "<em>open", "<a>one<a>two</a></a>", '<em class="x">y</em>'],
)
def test_other_markup_is_left_to_bleach(markup: str) -> None:
    assert not is_sane(markup)
