"""The OpenAPI 3.1 description, written from the table of endpoints, and the page that lists them for people."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive import __version__
from archive.api.answering import Payload, known_parameters
from archive.api.endpoints import ENDPOINTS, Endpoint, Parameter
from archive.api.shapes import SHAPES, shape

_PART = re.compile(r"<(\w+):(\w+)>")
EXAMPLES = (
    ("search/?q=treaty&country=KR&from=1990", "Articles with a word, about a country, since a year"),
    ("search/?alliance=nato&facets=person&facet_size=50", "Who is named where an alliance is"),
    ("names/?q=kim%20jo", "Names that begin so"),
    ("actors/?kind=alliance", "All alliances"),
)


def entry_answer(request: HttpRequest) -> Payload:
    """Where a program that knows this address alone goes on: every address with what it gives."""
    known_parameters(request, ())
    root = request.build_absolute_uri("/api/v1")
    return {
        "description": f"{root}/openapi.json",
        "help": request.build_absolute_uri("/api/"),
        "addresses": [{"address": f"{root}{path_of(each)}", "about": each.about} for each in ENDPOINTS],
    }


def openapi_answer(request: HttpRequest) -> Payload:
    """The description."""
    known_parameters(request, ())
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.ARCHIVE_NAME}: the archive for programs",
            "version": __version__,
            "description": "Reading only; no key is needed. Errors are problem details (RFC 9457).",
        },
        "servers": [{"url": request.build_absolute_uri("/api/v1/").rstrip("/")}],
        "paths": {path_of(endpoint): {"get": _operation(endpoint)} for endpoint in ENDPOINTS},
        "components": {"schemas": SHAPES},
    }


def path_of(endpoint: Endpoint) -> str:
    """The address as OpenAPI writes it, below the server's own."""
    return "/" + _PART.sub(r"{\2}", endpoint.route)


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """The addresses with their parameters and examples, for people."""
    base = reverse("api-openapi").removesuffix("openapi.json")
    rows = [
        (base + path_of(endpoint).lstrip("/"), endpoint.about, [_shown(each) for each in endpoint.parameters])
        for endpoint in ENDPOINTS
    ]
    examples = [(base + address, about) for address, about in EXAMPLES]
    return render(request, "api/index.html", {"rows": rows, "examples": examples, "base": base})


def _shown(parameter: Parameter) -> tuple[str, str]:
    choices = f": {', '.join(parameter.choices)}" if parameter.choices else ""
    return parameter.name, parameter.about + choices


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    parts = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer" if kind == "int" else "string"}}
        for kind, name in _PART.findall(endpoint.route)
    ]
    problem = {"content": {"application/problem+json": {"schema": shape("Problem")}}}
    responses: dict[str, Any] = {
        "200": {
            "description": endpoint.about,
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": {"application/json": {"schema": shape(endpoint.gives)}},
        },
        "304": {"description": "Nothing changed since the ETag sent in If-None-Match"},
        "400": {"description": "A parameter that is unknown or cannot be read", **problem},
    }
    if parts:
        responses["404"] = {"description": "There is no such thing", **problem}
    return {
        "operationId": endpoint.name.removeprefix("api-"),
        "summary": endpoint.about,
        "parameters": [*parts, *map(_parameter, endpoint.parameters)],
        "responses": responses,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": parameter.kind}
    if parameter.choices:
        kind["enum"] = list(parameter.choices)
    if parameter.repeated:
        kind = {"type": "array", "items": kind}
    described = {"name": parameter.name, "in": "query", "description": parameter.about, "schema": kind}
    return described | ({"example": parameter.example} if parameter.example else {})
