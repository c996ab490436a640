"""What the first look makes of pages: packed, put aside, and the same when its turn comes."""

import resource
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive.cleaning import clean
from archive.cleaning.cutting import pieces_of
from archive.cleaning.recurring import PageLines
from archive.documents import (
    Block,
    BlockKind,
    CleanDocument,
    DateOrigin,
    DatePrecision,
    Declared,
    MediaType,
    PageKind,
    PublicationDate,
    RawDocument,
    Removal,
    RemovalCategory,
)
from archive.spooling import Cleaned, Spool, packed, unpacked
from archive.working import clean_page, look_page
from tests.makers import page
from tests.texts import MINISTER

WHOLE = CleanDocument(
    title="Title",
    byline="Ada",
    published=PublicationDate(date(2024, 5, 1), DatePrecision.MONTH, DateOrigin.TEXT),
    language="en",
    blocks=(Block(0, "One", BlockKind.HEADING, "<em>One</em>"), Block(2, "Two\ud800")),
    removals=(Removal(1, RemovalCategory.CONSENT, "a-rule", "Cookies"),),
    source="The Herald",
    url="https://herald.example/1",
    description="Said",
    section="World",
    image="https://herald.example/1.jpg",
)


def raw(content: str, url: str = "https://herald.example/1", origin: str = "f") -> RawDocument:
    return RawDocument(
        origin, content.encode(), MediaType.HTML, content, is_markup=True, url=url, declared=Declared(host="h")
    )


@pytest.mark.parametrize(
    "cleaned",
    [
        Cleaned(document=WHOLE),
        Cleaned(document=CleanDocument()),
        Cleaned(PageKind.HOME),
        Cleaned(reason="empty"),
        Cleaned(fault="Traceback"),
    ],
)
def test_what_is_unpacked_is_what_was_packed(cleaned: Cleaned) -> None:
    assert unpacked(packed(cleaned)) == cleaned


def test_first_look_gives_the_lines_and_the_cleaned_page_of_one_cut() -> None:
    looked = raw(page("Ministers", MINISTER).decode())
    found = look_page(looked)
    assert found.lines == PageLines.of(piece.text for piece in pieces_of(looked))
    assert unpacked(found.cleaned) == clean_page(looked) == Cleaned(document=clean(looked))


def test_first_look_gives_the_lines_of_a_page_without_an_article() -> None:
    looked = raw("<body><nav><a href='/'>Home and all of it</a></nav></body>")
    found = look_page(looked)
    assert found.lines == PageLines.of(["Home and all of it"])
    assert unpacked(found.cleaned) == clean_page(looked)


def test_first_look_at_a_page_without_text_gives_no_lines() -> None:
    found = look_page(raw("<body></body>"))
    assert (found.lines, unpacked(found.cleaned).reason) == (None, "the page holds no text")


def test_spool_gives_each_page_its_own(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.put(raw("a"), "1", b"first")
        spool.put(raw("a", origin="g"), "1", b"second")
        spool.put(raw("a", url="https://herald.example/2"), "1", b"third")
        assert [spool.take(raw("a"), "1"), spool.take(raw("a", origin="g"), "1")] == [b"first", b"second"]
        assert [spool.has(raw("a"), "1"), spool.has(raw("a"), "2"), spool.take(raw("a"), "2")] == [True, False, None]
        assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Files of at most 1,000 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small_disk")
def test_spool_on_a_full_disk_leaves_pages_to_be_cleaned_again(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.put(raw("a"), "1", b"x" * 900)
        spool.put(raw("b"), "2", b"x" * 900)
        spool.put(raw("c"), "3", b"x")
        assert [spool.has(raw(each), each_sha) for each, each_sha in (("a", "1"), ("b", "2"), ("c", "3"))] == [
            True,
            False,
            False,
        ]
        assert spool.take(raw("a"), "1") == b"x" * 900
