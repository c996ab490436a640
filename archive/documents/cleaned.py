"""An article as cleaning gives it: its date, the blocks that stay and each removal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DatePrecision(StrEnum):
    """How much of a publication date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class DateOrigin(StrEnum):
    """Where a publication date came from."""

    METADATA = "metadata"
    TEXT = "text"
    INFERRED = "inferred"
    CURATOR = "curator"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """A publication date with what is known of it; month and year precision hold the first day of theirs."""

    on: date | None = None
    precision: DatePrecision = DatePrecision.NONE
    origin: DateOrigin = DateOrigin.NONE

    def __post_init__(self) -> None:
        """Hold the two ways of being undated together."""
        if (self.on is None) != (self.precision is DatePrecision.NONE):
            raise ValueError("a date has a precision, and no date has none")


UNDATED = PublicationDate()


class BlockKind(StrEnum):
    """What a kept block of an article is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text that stays.

    ``position`` is its place in the page, counted from 0 over kept and removed blocks together, so
    that the page can be shown whole with its removals in place.
    """

    position: int
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    markup: str = ""
    """The same as sanitised inline HTML where the page had emphasis or links; empty for plain text."""


class RemovalCategory(StrEnum):
    """Why a block was taken out."""

    CONSENT = "consent"
    COMMENTS = "comments"
    SHARING = "sharing"
    SUBSCRIPTION = "subscription"
    RELATED = "related"
    DUPLICATE = "duplicate"
    NAVIGATION = "navigation"
    FOOTER = "footer"
    ADVERTISING = "advertising"
    CAPTION = "caption"
    METADATA = "metadata"
    """A title, byline or date line: moved into its field, not thrown away."""
    FURNITURE = "furniture"
    """A line that stands on many pages of one source."""
    EXTRACTION = "extraction"
    """Outside the main text as the HTML extractor found it."""
    CURATOR = "curator"


@dataclass(frozen=True, slots=True)
class Removal:
    """A block taken out by cleaning, with the category and the rule that took it.

    ``rule`` is a stable kebab-case name documented in docs/cleaning.md; ``position`` as in `Block`.
    """

    position: int
    category: RemovalCategory
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """An article as cleaning gives it: metadata, the blocks that stay, and each removal.

    ``language`` is an ISO 639-1 code or empty. The title is metadata: it is not repeated in ``blocks``.
    """

    title: str = ""
    byline: str = ""
    published: PublicationDate = UNDATED
    language: str = ""
    blocks: tuple[Block, ...] = ()
    removals: tuple[Removal, ...] = ()
    source: str = ""
    """The publisher's name as the page states it, or empty."""
    url: str = ""
    """The canonical address as the page states it, or the one it came with."""
    description: str = ""
    section: str = ""
    image: str = ""
    """Address of the lead image; it is shown as text and never fetched."""

    @property
    def text(self) -> str:
        """The article's text: its blocks joined by an empty line. Mentions count characters in it."""
        return "\n\n".join(block.text for block in self.blocks)
