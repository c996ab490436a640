"""What is new since a visitor's last visit, known from a cookie that holds two moments and nothing else.

No visitor is told from another: the cookie says when this browser was last here before this visit, and when during
it, to the minute; it is signed, so that nobody feeds in a moment of his own. It is not set where the browser asks
not to be tracked (``Sec-GPC`` or ``DNT``), and the archive keeps no copy of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from archive.search import listed
from archive.search.results import SearchRequest, SearchResult
from archive.web import choosing
from archive.web.dates import moment_in_words

COOKIE = "visits"
SALT = "archive.visits"
MAX_AGE = timedelta(days=400)
"""As long as browsers keep any cookie."""
PAUSE = timedelta(minutes=90)
"""Who comes back after so long is on a new visit."""
STEP = timedelta(minutes=10)
"""The cookie is written anew at most so often."""


@dataclass(frozen=True, slots=True)
class News:
    """How much of a search is new to the visitor."""

    count: int
    link: str
    since: str
    """The last visit in words."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The present visit; ``since`` is when the one before it ended, None on a first visit."""

    since: datetime | None = None
    last: datetime | None = None
    """When this browser was last here, this visit included."""

    @classmethod
    def of(cls, request: HttpRequest, now: datetime | None = None) -> Visit:
        """What the cookie says; one that is missing, foreign or broken says nothing."""
        now = now or timezone.now()
        try:
            text = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=MAX_AGE)
        except signing.BadSignature:
            return cls()
        moments = [_moment(part) for part in (text or "").split(".")]
        since, last = moments if len(moments) == 2 else (None, None)
        if last is None or last > now:
            return cls()
        return cls(last, last) if now - last > PAUSE else cls(since, last)

    def news(self, asked: SearchRequest, result: SearchResult) -> News | None:
        """How many of the articles found came since the last visit; None on a first visit, or where none did."""
        if self.since is None or asked.added_after is not None or not result.total:
            return None
        since = replace(asked, added_after=self.since, page=1)
        count, _ = listed(since, 0, 0)
        return News(count, choosing.address(since), moment_in_words(self.since)) if count else None

    def remember(self, request: HttpRequest, response: HttpResponse, now: datetime | None = None) -> None:
        """Have the browser keep the moment, unless it asks not to be tracked or was told shortly before."""
        now = now or timezone.now()
        patch_vary_headers(response, ["Cookie"])
        if "1" in {request.headers.get("Sec-GPC"), request.headers.get("DNT")}:
            return
        if self.last is not None and self.last != self.since and now - self.last < STEP:
            return
        response.set_signed_cookie(
            COOKIE,
            f"{_written(self.since)}.{_written(now)}",
            salt=SALT,
            max_age=MAX_AGE,
            path="/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _written(moment: datetime | None) -> str:
    """A moment in minutes since 1970; nothing for none."""
    return str(int(moment.timestamp()) // 60) if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text) * 60, UTC) if text.isascii() and text.isdigit() and len(text) < 10 else None
