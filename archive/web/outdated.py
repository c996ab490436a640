"""Says what to do where another version wrote the search index, instead of breaking."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.search.engines import OutdatedIndex

RETRY_AFTER = 300
"""Seconds; making an index anew takes minutes."""
logger = logging.getLogger(__name__)


class OutdatedIndexMiddleware:
    """Answers 503 with what to do wherever a page needs an index that another version wrote."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page itself."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says what to do; None for any other exception."""
        if not isinstance(exception, OutdatedIndex):
            return None
        logger.error("%s", exception)
        response = render(request, "503.html", status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
