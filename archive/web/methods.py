"""A page that is asked with a method that it has no use for says so, and which it takes."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

TAKEN = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
"""Methods that some page takes; each page answers to these itself."""


class MethodsMiddleware:
    """Answers 405 with an Allow header; without it such a request would hear of a missing form token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page itself."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], parts: dict[str, Any]
    ) -> HttpResponse | None:
        """The answer 405 for a method that no page takes; None for others, and where a view takes all by itself."""
        if request.method in TAKEN or getattr(view, "csrf_exempt", False):
            return None
        asked = copy(request)
        asked.method = "OPTIONS"  # to this Django's views say what they take
        allowed = view(asked, *args, **parts).headers.get("Allow", "GET, HEAD, POST")
        return HttpResponseNotAllowed([each for each in allowed.split(", ") if each in TAKEN])
