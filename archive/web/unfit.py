"""A value that the database cannot hold, such as a character 0 in an address on PostgreSQL, is no page's."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.core.handlers.exception import response_for_exception
from django.db import DataError
from django.http import HttpRequest, HttpResponse


class UnfitValueMiddleware:
    """Answers 400 where a value of the address or of a form was refused by the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page itself."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says so; None for any other exception."""
        if not isinstance(exception, DataError):
            return None
        return response_for_exception(request, BadRequest(str(exception)))
