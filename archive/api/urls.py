"""The addresses for programs, from the table of endpoints; whatever else lies below them is a problem in JSON."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from archive.api.answering import Payload, View, answering
from archive.api.describing import api_page, entry_answer, openapi_answer
from archive.api.endpoints import ENDPOINTS


def _missing(request: HttpRequest) -> Payload:  # noqa: ARG001 - as every answer
    raise Http404("There is no such address: /api/v1/openapi.json lists them.")


def _view(answer: Callable[..., Payload]) -> View:
    """The view of an answer; nothing is written here, and a POST shall hear so in JSON, not of a missing token."""
    return csrf_exempt(answering(answer))


urlpatterns = [
    path("", api_page, name="api"),
    path("v1/", _view(entry_answer), name="api-entry"),
    path("v1/openapi.json", _view(openapi_answer), name="api-openapi"),
    *(path(f"v1/{each.route}", _view(each.answer), name=each.name) for each in ENDPOINTS),
    re_path(r"^v1/.*$", _view(_missing), name="api-missing"),
]
