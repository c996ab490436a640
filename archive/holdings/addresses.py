"""Addresses of web pages as the indexes of web archives write and compare them."""

from __future__ import annotations

import posixpath
import re
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote, unquote_to_bytes, urlsplit

KEY_LENGTH = 1000
"""Characters of a key; databases bound what they index (PostgreSQL at 2,700 bytes)."""
_UNESCAPED = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
_WWW = re.compile(r"^www\d*\.")
_SESSION = re.compile(
    r"(?:^|(?<=&))(?:(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24}|cfid=[^&]+&cftoken=[^&]+)"
    r"(?:&|$)"
)
_PATH_SESSION = re.compile(r";jsessionid=[0-9a-z]{32}(?=$|[/;])|(?<=/)\((?:[a-z]\([0-9a-z]{24}\))+\)/")
_PORTS = {"http": 80, "https": 443}


def is_address(url: str) -> bool:
    """Whether it can stand in a record's header: a web address without white space or control characters."""
    return url.startswith(("http://", "https://")) and url.isprintable() and not re.search(r"\s", url)


def address_key(url: str) -> str:
    """The address as web archives sort and compare it, ASCII: `org,example)/path?a=1&b=2`.

    This is the Sort-friendly URI Reordering Transform with the canonical form of the Wayback Machine: host
    reversed and without `www`, no scheme, user or fragment, everything in small letters, parameters sorted,
    session identifiers left out. What is no web address stays as it is, with its special characters escaped.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in _PORTS:
        return _bounded(_escaped(url.strip()))
    reversed_host = ",".join(reversed(_WWW.sub("", _ascii(host).strip(".")).split(".")))
    if port and port != _PORTS[parts.scheme]:
        reversed_host += f":{port}"
    path = _PATH_SESSION.sub("", _path(_escaped(parts.path).lower()))
    query = _query(_escaped(parts.query).lower())
    return _bounded(f"{reversed_host}){path}" + (f"?{query}" if query else ""))


def digits_of(moment: datetime) -> str:
    """A moment as web archives write it in addresses and indexes: 14 digits, UTC."""
    return f"{moment.astimezone(UTC):%Y%m%d%H%M%S}".rjust(14, "0")


def moment_of(digits: str) -> datetime:
    """The moment that 4 to 14 digits mean, the earliest they allow; raises ValueError."""
    try:
        if not re.fullmatch(r"[0-9]{4}(?:[0-9]{2}){0,5}", digits):
            raise ValueError
        return datetime.strptime(digits + "00000101000000"[len(digits) :], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        raise ValueError(f"{digits[:40]!r} is no timestamp: write it like 20240213093000") from None


def _ascii(host: str) -> str:
    try:
        return quote(host if host.isascii() else host.encode("idna").decode("ascii"), safe="-._~:[]")
    except UnicodeError:
        return quote(host, safe="", errors="replace")


def _escaped(text: str) -> str:
    """Escapes undone, also those that are escaped themselves, and only what must be escaped escaped again."""
    raw = text.encode("utf-8", "surrogatepass")
    while (undone := unquote_to_bytes(raw)) != raw:
        raw = undone
    return quote(raw, safe=_UNESCAPED)


def _path(path: str) -> str:
    """Without dot segments, doubled slashes and a slash at the end."""
    clean = posixpath.normpath("/" + path.replace("\\", "/").lstrip("/")) if path else "/"
    return clean if clean.startswith("/") else f"/{clean}"


def _query(query: str) -> str:
    while (without := _SESSION.sub("", query)) != query:
        query = without
    return "&".join(sorted(query.strip("&").split("&"))) if query else ""


def _bounded(key: str) -> str:
    """A very long key cut, with a digest of the whole, so that it still tells addresses apart."""
    if len(key) <= KEY_LENGTH:
        return key
    return f"{key[: KEY_LENGTH - 65]}~{sha256(key.encode()).hexdigest()}"
