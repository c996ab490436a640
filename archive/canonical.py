"""One address for one page: without tracking parameters, AMP and mobile spellings.

The rules for parameters are courlan's; AMP spellings are those of publishers and of Google's AMP caches
(``example-org.cdn.ampproject.org/c/s/example.org/page``).
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from courlan import normalize_url

_AMP_CACHE = re.compile(r"^https?://(?:[^/]+\.)?cdn\.ampproject\.org/(?:[cvi]/)?(s/)?(.+)$", re.I)
_AMP_VIEWER = re.compile(r"^https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?(.+)$", re.I)
_AMP_HOST = re.compile(r"^amp\d?\.")
_MOBILE_HOST = re.compile(r"^(?:m|mobile|touch)\.")
_AMP_PATH = re.compile(r"^/amp(?=/.)|/amp(?:html)?/?$|[./-]amp(?=\.html?$)", re.I)
_AMP_PARAMETERS = {"amp", "outputtype", "amp_js_v", "amp_gsa", "usqp", "_amp"}
_HOME = re.compile(r"^/?(?:index\.(?:html?|php|aspx?)|home/?)?$", re.I)
MOST_CHARACTERS = 4000
"""Longer addresses are left as they are; no page has them."""
KEY_LENGTH = 200
AT_HAND = 2_000
"""Addresses of which the answer is at hand: storing a page asks for that of one address again and again."""


@lru_cache(AT_HAND)
def canonical_address(url: str) -> str:
    """The address that a page is known by; what is no web address, or cannot be read as one, is given back as it is."""
    url = url.strip()
    if len(url) > MOST_CHARACTERS or not url.lower().startswith(("http://", "https://")) or not url.isprintable():
        return url
    try:
        parts = urlsplit(normalize_url(_out_of_cache(url)))
        host, port = parts.hostname or "", parts.port
    except (ValueError, AttributeError):
        return url
    if not host or parts.username or parts.password:
        return url
    host = plain_host(host)
    path = _AMP_PATH.sub("", parts.path) or "/"
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _AMP_PARAMETERS or (name.lower() == "outputtype" and value.lower() != "amp")
    ]
    kept_port = f":{port}" if port and port not in {80, 443} else ""
    netloc = f"[{host}]{kept_port}" if ":" in host else f"{host}{kept_port}"
    return urlunsplit((parts.scheme, netloc, path, urlencode(query), ""))


def plain_host(host: str) -> str:
    """A host without its AMP or mobile part: ``amp.example.org`` and ``m.example.org`` are ``example.org``.

    A host of two parts is left: ``m.org`` is a site of its own.
    """
    for prefix in (_AMP_HOST, _MOBILE_HOST):
        shorter = prefix.sub("", host)
        if "." in shorter:
            host = shorter
    return host


@lru_cache(AT_HAND)
def page_key(url: str) -> str:
    """What all spellings of a page's address share, for an index: no scheme, ``www.``, closing slash or tracking.

    At most `KEY_LENGTH` characters, a longer key by its SHA-256. Empty for what is no web address, and for that of a
    whole site, which careless pages state as theirs.
    """
    canonical = canonical_address(url)
    if not canonical.startswith(("http://", "https://")) or is_home(canonical):
        return ""
    place, mark, query = canonical.partition("://")[2].partition("?")
    key = place.removeprefix("www.").rstrip("/") + mark + query
    return key if len(key) <= KEY_LENGTH else hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def is_home(url: str) -> bool:
    """Whether an address is that of a whole site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(_HOME.match(parts.path)) and not parts.query


def _out_of_cache(url: str) -> str:
    """The publisher's address of a page in an AMP cache or viewer."""
    found = _AMP_CACHE.match(url) or _AMP_VIEWER.match(url)
    return f"{'https' if found[1] else 'http'}://{found[2]}" if found else url
