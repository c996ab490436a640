"""The addresses for programs, from the table of endpoints; whatever else lies below them is a problem in JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import path, re_path

from archive.api.answering import Payload, answering
from archive.api.describing import api_page, openapi_answer
from archive.api.endpoints import ENDPOINTS


def _missing(request: HttpRequest) -> Payload:  # noqa: ARG001 - as every answer
    raise Http404("There is no such address: /api/v1/openapi.json lists them.")


urlpatterns = [
    path("", api_page, name="api"),
    path("v1/openapi.json", answering(openapi_answer), name="api-openapi"),
    *(path(f"v1/{each.route}", answering(each.answer), name=each.name) for each in ENDPOINTS),
    re_path(r"^v1/.*$", answering(_missing), name="api-missing"),
]
