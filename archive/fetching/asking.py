"""One page from the web: asked for politely, bounded in time and size, as it was sent."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from archive.documents import ArchiveError
from archive.fetching.addresses import CheckedNetwork, RefusedAddress, check_url

AGENT = "Entente"
MOST_REDIRECTS = 5
RETRIED = {429, 500, 502, 503, 504}
MOST_WAIT = 120.0
"""Seconds waited at most when a server says when to come back."""
_ROBOTS_MOST = 500_000
"""Bytes of robots.txt that count (RFC 9309 asks for at least 500 KiB)."""


class NotFetched(ArchiveError):
    """A page that was not got; the message says why."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How pages are asked for."""

    agent: str = AGENT
    """What this program calls itself; say where its operator can be reached."""
    every: float = 2.0
    """Seconds between two requests to one host; robots.txt can ask for more."""
    timeout: float = 30.0
    """Seconds that a whole answer may take; connecting and each piece of it may take no longer either."""
    most_bytes: int = 50_000_000
    tries: int = 3
    private: bool = False
    """Whether addresses of this machine and its networks may be fetched."""
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, as it was sent."""

    url: str
    status: int
    head: bytes
    body: bytes
    request: bytes
    at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)


class Asking:
    """Asks servers for pages, each host at its pace. Use it in a ``with``."""

    def __init__(
        self,
        manners: Manners,
        network: httpcore.NetworkBackend | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._manners = manners
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._robots: dict[str, Protego | None] = {}
        transport = httpx.HTTPTransport(retries=0)
        # httpx takes no network of one's own; its pool does, with the same TLS settings.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=4,
            network_backend=network or CheckedNetwork(manners.private),
        )
        self._client = httpx.Client(
            transport=transport, timeout=manners.timeout, follow_redirects=False, trust_env=False, http2=False
        )
        self._client.headers = httpx.Headers(
            {
                "User-Agent": manners.agent,
                "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.1",
                "Accept-Encoding": "gzip, deflate, br, zstd",
            }
        )

    def __enter__(self) -> Asking:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> list[Answer]:
        """The answers for an address: each redirect's, and the last one's. Raises NotFetched and RefusedAddress.

        ``headers`` are sent with the first request, for conditional ones.
        """
        answers: list[Answer] = []
        while True:
            url = check_url(url)
            if self._manners.robots and not self.allowed(url):
                raise NotFetched("robots.txt of the site asks not to fetch it")
            answers.append(self._try(url, headers if not answers else None))
            target = answers[-1].headers.get("location", "")
            if not 300 <= answers[-1].status < 400 or answers[-1].status == 304 or not target:
                return answers
            if len(answers) > MOST_REDIRECTS:
                raise NotFetched(f"redirected more than {MOST_REDIRECTS} times")
            try:
                url = urljoin(url, target)
            except ValueError as error:
                raise NotFetched("redirected to what is no address") from error

    def allowed(self, url: str) -> bool:
        """Whether the site's robots.txt lets it be fetched (RFC 9309); an unreachable one forbids all."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(f"{site}/robots.txt")
        rules = self._robots[site]
        return rules is not None and bool(rules.can_fetch(url, self._manners.agent))

    def _read_robots(self, url: str) -> Protego | None:
        try:
            for _ in range(MOST_REDIRECTS + 1):
                answer = self._try(check_url(url), None)
                if not 300 <= answer.status < 400 or not answer.headers.get("location"):
                    break
                url = urljoin(url, answer.headers["location"])
        except NotFetched:
            return None
        if answer.status >= 500 or answer.status == 429:
            return None
        body = answer.body[:_ROBOTS_MOST] if 200 <= answer.status < 300 else b""
        return Protego.parse(body.decode("utf-8", "replace"))

    def _try(self, url: str, headers: Mapping[str, str] | None) -> Answer:
        """An answer, asked for again where the server is busy. Raises NotFetched."""
        for attempt in range(1, self._manners.tries + 1):
            wait = 2.0**attempt + random.random()  # noqa: S311 - spreads requests, hides nothing
            try:
                answer = self._once(url, headers)
            except httpx.HTTPError as error:
                problem = f"the server cannot be reached ({type(error).__name__})"
            else:
                if answer.status not in RETRIED or attempt == self._manners.tries:
                    return answer
                problem = f"the server answers {answer.status}"
                wait = retry_after(answer.headers.get("retry-after", ""), answer.at) or wait
                if wait > MOST_WAIT:
                    return answer
            if attempt < self._manners.tries:
                self._sleep(wait)
        raise NotFetched(problem)

    def _once(self, url: str, headers: Mapping[str, str] | None) -> Answer:
        self._pace(url)
        started, at = time.monotonic(), datetime.now(UTC)
        request = self._client.build_request("GET", url, headers=dict(headers or {}))
        try:
            with self._client.stream("GET", url, headers=dict(headers or {})) as answer:
                body = bytearray()
                for piece in answer.iter_raw():
                    body += piece
                    if len(body) > self._manners.most_bytes:
                        raise NotFetched(f"too large: over {self._manners.most_bytes / 1_000_000:.0f} MB")
                    if time.monotonic() - started > self._manners.timeout:
                        raise NotFetched(f"it took longer than {self._manners.timeout:.0f} seconds")
        except httpx.InvalidURL as error:
            raise RefusedAddress("no address") from error
        finally:
            self._client.cookies.clear()  # no answer may follow its reader about
        return Answer(url, answer.status_code, _head(answer), bytes(body), _request(request), at, _named(answer))

    def _pace(self, url: str) -> None:
        """Wait for the host's turn."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = float(rules.crawl_delay(self._manners.agent) or 0) if rules else 0.0
        every = min(MOST_WAIT, max(self._manners.every, asked))
        now = time.monotonic()
        if (wait := self._next.get(host, 0.0) - now) > 0:
            self._sleep(wait)
            now += wait
        self._next[host] = now + every


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait (RFC 9110, 10.2.3), None where it says nothing."""
    if value.isascii() and value.strip().isdigit():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def _head(answer: httpx.Response) -> bytes:
    """Status line and headers as they were sent; httpx has taken the chunks of the body apart already."""
    version = answer.http_version if answer.http_version.startswith("HTTP/1") else "HTTP/1.1"
    lines = [f"{version} {answer.status_code} {answer.reason_phrase}".rstrip().encode("ascii", "replace")]
    lines += [name + b": " + value for name, value in answer.headers.raw if name.lower() != b"transfer-encoding"]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _request(request: httpx.Request) -> bytes:
    lines = [b"GET " + request.url.raw_path + b" HTTP/1.1"]
    lines += [name + b": " + value for name, value in request.headers.raw]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _named(answer: httpx.Response) -> dict[str, str]:
    named: dict[str, Any] = {name.lower(): value for name, value in answer.headers.items()}
    return named
