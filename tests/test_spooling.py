"""What the first look makes of pages: packed, put aside, and the same when its turn comes."""

import resource
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive.cleaning import clean
from archive.cleaning.cutting import pieces_of
from archive.cleaning.recurring import PageLines
from archive.comparing import marks_of
from archive.documents import (
    ActorKind,
    Block,
    BlockKind,
    CleanDocument,
    DateOrigin,
    DatePrecision,
    Declared,
    MediaType,
    Mention,
    PageKind,
    Place,
    PublicationDate,
    RawDocument,
    Removal,
    RemovalCategory,
    TaggedActor,
    TaggedDocument,
)
from archive.handling import clean_page, lines_of, look_page, tag_page, work_page
from archive.packing import Cleaned, Tagged, Worked, packed, unpacked
from archive.spooling import Spool
from archive.tagging import Authority
from tests.makers import page
from tests.texts import MINISTER

NOBODY = Authority([])
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


TAGS = TaggedDocument(
    (
        TaggedActor(ActorKind.COUNTRY, "poland", "Poland", "PL", prominence=0.5),
        TaggedActor(ActorKind.ALLIANCE, "a-b", "A-B", discovered=True, members=("a", "b")),
    ),
    (Mention(ActorKind.COUNTRY, "poland", 3, 9, "Polen\ud800", Place.LEAD, "a-rule", "Poland", 0.25),),
)


@pytest.mark.parametrize(
    "worked",
    [
        Worked(Cleaned(document=WHOLE), Tagged(TAGS, marks=marks_of(MINISTER))),
        Worked(Cleaned(document=WHOLE), Tagged(TAGS)),
        Worked(Cleaned(document=WHOLE), Tagged(reason="too much")),
        Worked(Cleaned(document=CleanDocument()), Tagged(fault="Traceback")),
        Worked(Cleaned(document=CleanDocument()), Tagged(TaggedDocument())),
        Worked(Cleaned(PageKind.HOME)),
        Worked(Cleaned(reason="empty")),
        Worked(Cleaned(fault="Traceback")),
    ],
)
def test_what_is_unpacked_is_what_was_packed(worked: Worked) -> None:
    assert unpacked(packed(worked)) == worked


def test_first_look_gives_the_lines_the_cleaned_page_and_its_actors_of_one_cut() -> None:
    looked = raw(page("Ministers", MINISTER).decode())
    found = look_page(looked, NOBODY)
    assert found.lines == lines_of(looked) == PageLines.of(piece.text for piece in pieces_of(looked))
    document = clean(looked)
    assert unpacked(found.worked) == Worked(Cleaned(document=document), tag_page(document, NOBODY))
    assert work_page(looked, NOBODY) == found.worked


def test_first_look_gives_the_lines_of_a_page_without_an_article() -> None:
    looked = raw("<body><nav><a href='/'>Home and all of it</a></nav></body>")
    found = look_page(looked, NOBODY)
    assert found.lines == PageLines.of(["Home and all of it"])
    assert unpacked(found.worked) == Worked(clean_page(looked))


def test_first_look_at_a_page_without_text_gives_no_lines() -> None:
    looked = raw("<body></body>")
    found = look_page(looked, NOBODY)
    assert (found.lines, lines_of(looked)) == (None, None)
    assert unpacked(found.worked).cleaned.reason == "the page holds no text"


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
