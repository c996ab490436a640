"""A page as a reader gives it, and the errors that a person may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
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
    WITHDRAWN = "withdrawn article"
    """An article of its address was taken out of the archive by a curator; what was captured stays kept."""
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
