"""The contract between the stages: what a reader gives, what cleaning makes of it, what tagging adds.

Frozen dataclasses without Django, so that reading, cleaning and tagging run without a database and
can be spread over processes (every class here pickles).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class ArchiveError(Exception):
    """Root of every error that Entente raises on purpose; its text is fit for the person reading it."""


class UnreadableDocument(ArchiveError):
    """A file or record that cannot become an article; the message is the reason shown to the curator."""


class MediaType(StrEnum):
    """What the bytes of a capture are."""

    TEXT = "text/plain"
    HTML = "text/html"
    JSON = "application/json"
    MHTML = "multipart/related"
    """A page saved with its parts in one MIME message."""
    MESSAGE = "message/rfc822"
    """An e-mail message."""
    ENTRY = "application/xml"
    """One entry of a feed, RSS or Atom."""
    OTHER = "application/octet-stream"
    """Anything else a crawl brings along; `Exchange` has the type that the server named."""


class PageKind(StrEnum):
    """What a page is to the archive; the values stand in reports.

    ``PAGE`` was given by a person as an article, ``CRAWLED`` came along with others and is still to be judged.
    All others are kept in the holdings and don't become articles.
    """

    PAGE = "page"
    CRAWLED = "crawled page"
    HOME = "home page"
    LISTING = "section or tag page"
    FEED = "feed"
    IMAGE = "image"
    SCRIPT = "script"
    STYLE = "style sheet"
    FONT = "font"
    MEDIA = "audio or video"
    DOCUMENT = "document"
    DATA = "data"
    REDIRECT = "redirect"
    ERROR = "error page"
    OTHER = "something else"


@dataclass(frozen=True, slots=True)
class Exchange:
    """The HTTP answer that a page came in, as it was sent."""

    head: bytes
    """Status line and headers as they came, up to the empty line and with it."""
    body: bytes
    """The body as it was sent: perhaps chunked or compressed, where the document's payload is neither."""
    status: int
    media_type: str = ""
    """The type that the server named, without parameters, in small letters."""
    request: bytes = b""
    """Request line and headers where they are known, with the empty line."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the surroundings of a page say about it (a JSON Lines record, a feed entry), as found; all may be empty."""

    title: str = ""
    byline: str = ""
    published: str = ""
    source: str = ""
    host: str = ""
    """Host name of the source, where a folder or record names it apart from an address."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One page as it was found.

    ``payload`` is the page byte for byte, the thing that is kept; ``content`` is the same decoded:
    plain text, or markup where ``is_markup``. For a JSON Lines record the payload is the record's
    line and ``content`` its ``text`` or ``html``.
    """

    origin: str
    """Where it was found, for reports: a path, with ``#3`` behind it for the third record of a file."""
    payload: bytes
    media_type: MediaType
    content: str
    is_markup: bool = False
    encoding: str = "utf-8"
    url: str = ""
    declared: Declared = field(default_factory=Declared)
    captured_at: datetime | None = None
    """When it was fetched, aware, where the format says; else None."""
    kind: PageKind = PageKind.PAGE
    exchange: Exchange | None = None
    """How it was answered, for pages that were fetched: kept as a ``response`` record, all others as ``resource``."""


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


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    ALLIANCE = "alliance"


class NameSort(StrEnum):
    """What kind of name a name is; it decides how the name may match."""

    FULL = "full"
    SURNAME = "surname"
    GIVEN = "given"
    NICKNAME = "nickname"
    ABBREVIATION = "abbreviation"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    """A capital or seat of government that stands for the state where it acts ("Seoul said")."""
    METONYM = "metonym"
    """A building or office that stands for the actor ("the Kremlin")."""
    TITLE_HOLDER = "title_holder"
    """An office that means one person while it is held ("the NATO secretary general")."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an actor; ``since`` and ``until`` are years (inclusive) in which it holds, where that matters."""

    text: str
    sort: NameSort = NameSort.FULL
    language: str = ""
    since: int | None = None
    until: int | None = None
    ambiguous: bool = False
    """The word often means something else ("Chad", "Jordan", "US", "March"): it needs support from its context."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office a person held; dates are ISO 8601 prefixes ("2021", "2021-01", "2021-01-20"), empty where open."""

    title: str
    country: str = ""
    """ISO 3166 alpha-2 code or historic slug of the state, or empty for an international body."""
    organisation: str = ""
    """Slug of the organisation or alliance, or empty."""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an alliance or organisation, by actor slug; dates as in `Office`."""

    slug: str
    since: str = ""
    until: str = ""
    status: str = "member"
    """``member``, ``observer``, ``partner`` or ``suspended``."""


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """One actor as an authority file or a curator gives it."""

    kind: ActorKind
    slug: str
    name: str
    """The name shown."""
    names: tuple[Name, ...] = ()
    code: str = ""
    """ISO 3166-1 alpha-2 of a country (alpha-4 of ISO 3166-3 for a historic one), else empty."""
    since: str = ""
    """Founded or born."""
    until: str = ""
    """Ended or died."""
    offices: tuple[Office, ...] = ()
    members: tuple[Member, ...] = ()
    successors: tuple[str, ...] = ()
    """Slugs of what came after, for historic states and renamed bodies."""
    country: str = ""
    """Slug of the country a person or organisation belongs to."""
    description: str = ""
    wikidata: str = ""
    pair: tuple[str, ...] = ()
    """Slugs of the countries whose alliance this is when a text writes it as countries ("US-South Korea alliance")."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """Scheme and value of identifiers in other lists (``isil``, ``bioguide``), by scheme."""
    file: str = ""
    """Name of the authority file that says so."""
    proposed: bool = False
    """The slug is a proposal: whoever has the identifiers, or the name with the same life, is meant."""


class Place(StrEnum):
    """Where in an article a mention stands."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in an article.

    ``start`` and ``end`` count Unicode characters into the title where ``place`` is title, else into
    the text; ``surface`` is what stands there.
    """

    kind: ActorKind
    slug: str
    start: int
    end: int
    surface: str
    place: Place
    rule: str
    """Stable kebab-case name of the rule that found it, documented in docs/tagging.md."""
    record: str = ""
    """The name of the authority record (or the full name in the document) that earned it."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TaggedActor:
    """An actor of one article with its prominence, 0 to 1 (title and lead, how often, how spread)."""

    kind: ActorKind
    slug: str
    name: str
    code: str = ""
    discovered: bool = False
    """True where no authority file knows it."""
    members: tuple[str, ...] = ()
    """Slugs of the countries of an alliance that was written as countries ("the US-South Korea alliance")."""
    prominence: float = 0.0


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """What tagging found: each actor once, most prominent first, and every mention in reading order."""

    actors: tuple[TaggedActor, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def of_kind(self, kind: ActorKind) -> list[TaggedActor]:
        """The actors of one kind, most prominent first."""
        return [actor for actor in self.actors if actor.kind is kind]
