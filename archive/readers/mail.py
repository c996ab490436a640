"""MIME messages: pages saved as MHTML, and e-mail (EML) whose text or HTML part is the article."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import policy
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from archive.documents import Declared, MediaType, RawDocument, UnreadableDocument
from archive.readers.encodings import decode
from archive.readers.found import storable

_HEAD_MOST = 65_536
_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]", re.M)
_OF_MESSAGES = {b"message-id", b"received", b"mime-version", b"return-path", b"delivered-to"}
_COMMON = {b"from", b"to", b"subject", b"date"}
MOST_PARTS, MOST_MULTIPARTS = 20_000, 100
"""Parts of a message, and multiparts within multiparts: pages have hundreds and three."""


def is_message(start: bytes, suffix: str) -> bool:
    """Whether the first bytes are the headers of a MIME message."""
    head = start.lstrip(b"\r\n").replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if not _HEADER.match(head):
        return False
    names = {name.lower() for name in _HEADER.findall(head)}
    return bool(names & _OF_MESSAGES and names & _COMMON) or (suffix == ".eml" and bool(names & _COMMON))


def is_mhtml(start: bytes) -> bool:
    """Whether the first bytes are the headers of a saved page."""
    head = start.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def read_mhtml(payload: bytes, origin: str, url: str = "", declared: Declared | None = None) -> RawDocument:
    """The page of an MHTML file; its address is where it was saved from. Raises UnreadableDocument."""
    message = _parsed(payload)
    page = next((part for part in _parts(message) if part.get_content_type() in _HTML), None)
    if page is None:
        raise UnreadableDocument("no page: the MHTML file has no HTML part")
    content, encoding = _content(page, markup=True)
    saved_from = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    return RawDocument(
        origin=origin,
        payload=payload,
        media_type=MediaType.MHTML,
        content=content,
        is_markup=True,
        encoding=encoding,
        url=url or (saved_from if saved_from.startswith(("http://", "https://")) else ""),
        declared=declared or Declared(),
        captured_at=_moment(message),
    )


def read_message(payload: bytes, origin: str, url: str = "", declared: Declared | None = None) -> RawDocument:
    """An e-mail as a page: its HTML part, else its text part; the sender is the source. Raises UnreadableDocument."""
    message = _parsed(payload)
    parts = [part for part in _parts(message) if part.get_content_disposition() != "attachment"]
    page = next((part for part in parts if part.get_content_type() in _HTML), None)
    markup = page is not None
    page = page or next((part for part in parts if part.get_content_type() == "text/plain"), None)
    if page is None:
        raise UnreadableDocument("empty: the message has neither a text nor an HTML part")
    content, encoding = _content(page, markup)
    sent = _moment(message)
    name, host = _sender(message)
    known = declared or Declared()
    return RawDocument(
        origin=origin,
        payload=payload,
        media_type=MediaType.MESSAGE,
        content=content,
        is_markup=markup,
        encoding=encoding,
        url=url,
        declared=Declared(
            title=known.title or _header(message, "Subject"),
            published=known.published or (sent.date().isoformat() if sent else ""),
            source=known.source or name,
            host=known.host or host,
        ),
        captured_at=sent,
    )


_HTML = {"text/html", "application/xhtml+xml"}


def _parsed(payload: bytes) -> EmailMessage:
    if payload.count(b"\n--") > MOST_PARTS or payload.lower().count(b"multipart/") > MOST_MULTIPARTS:
        raise UnreadableDocument("not a usable message: it has too many parts")
    try:
        return BytesParser(policy=policy.default).parsebytes(payload)
    except (ValueError, LookupError, RecursionError, HeaderParseError, AttributeError, IndexError) as error:
        raise UnreadableDocument("not a usable message: its parts cannot be told apart") from error


def _parts(message: EmailMessage) -> list[EmailMessage]:
    try:
        return [part for part in message.walk() if not part.is_multipart()]
    except RecursionError as error:
        raise UnreadableDocument("not a usable message: its parts are nested too deeply") from error


def _content(part: EmailMessage, markup: bool) -> tuple[str, str]:
    body = part.get_payload(decode=True)
    body = body if isinstance(body, bytes) else b""
    if not body.strip():
        raise UnreadableDocument("empty: the message holds no text")
    named = part.get_content_charset("us-ascii")
    if named not in {"us-ascii", "utf-8"}:
        try:
            return storable(body.decode(named)), named
        except (LookupError, UnicodeDecodeError):
            pass  # the part lies about its encoding: it is told from the bytes
    text, encoding = decode(body, markup=markup)
    return text, encoding


def _header(message: EmailMessage, name: str) -> str:
    """A header in one line, as text; what cannot be read is empty."""
    try:
        value = str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError, LookupError, RecursionError):
        return ""  # the standard library raises all these on forged headers
    return storable(" ".join(value.split()))[:2000]


def _sender(message: EmailMessage) -> tuple[str, str]:
    """Name and host of who sent it."""
    try:
        addresses: tuple[Address, ...] = message["From"].addresses if message["From"] else ()
        name, host = (addresses[0].display_name, addresses[0].domain) if addresses else ("", "")
    except (ValueError, IndexError, AttributeError, TypeError, LookupError, RecursionError):
        return "", ""
    host = host.lower() if re.fullmatch(r"(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}", host) else ""
    return storable(" ".join(name.split()))[:200] or host, host


def _moment(message: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
