"""What every answer has in common: JSON, problems by RFC 9457, caching, and leave for other sites' scripts to read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag

from archive.search.engines import OutdatedIndex

HELP = "/api/"
"""Where people read how to ask."""
MAX_AGE = 60
"""Seconds for which an answer may be kept without asking again: as new as a batch of articles is anyway."""

Payload = dict[str, Any]
View = Callable[..., HttpResponseBase]


class Problem(Exception):
    """A request that cannot be answered; the errors name the parameter and say what to do."""

    def __init__(self, status: int, title: str, detail: str, errors: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail
        self.errors = [{"parameter": name, "detail": text} for name, text in errors]


def answering(view: Callable[..., Payload]) -> View:
    """Turn a view that gives a payload, or raises `Problem` or Http404, into one that answers."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _open_to_all(HttpResponse(status=204))
        if request.method not in {"GET", "HEAD"}:
            problem = Problem(405, "Method not allowed", "The API is for reading: ask with GET.")
            response = problem_response(request, problem)
            response.headers["Allow"] = "GET, HEAD, OPTIONS"
            return response
        try:
            return _fresh(request, view(request, **parts))
        except Problem as problem:
            return problem_response(request, problem)
        except OutdatedIndex:
            detail = "The search index is of another version: whoever runs this archive makes it anew with reindex."
            return problem_response(request, Problem(503, "Index out of date", detail))
        except Http404 as missing:
            detail = (
                str(missing.args[0]) if missing.args and isinstance(missing.args[0], str) else "There is no such thing."
            )
            return problem_response(request, Problem(404, "Not found", detail))

    return answer


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A problem as ``application/problem+json``."""
    body: Payload = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.get_full_path(),
        "help": request.build_absolute_uri(HELP),
    }
    if problem.errors:
        body["errors"] = problem.errors
    response = HttpResponse(_written(body), content_type="application/problem+json", status=problem.status)
    return _open_to_all(response)


def known_parameters(request: HttpRequest, names: Iterable[str], repeated: Iterable[str] = ()) -> None:
    """Raise `Problem` for a parameter that means nothing here: a slip would silently find something else.

    The same for one that is said twice, but for those in ``repeated``.
    """
    known = set(names)
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        listed = ", ".join(sorted(known)) or "none"
        errors = [(name[:80], f"There is no such parameter; there are: {listed}.") for name in unknown]
        raise Problem(400, "Unknown parameter", f"“{unknown[0][:80]}” is no parameter of this address.", errors)
    again = [name for name, values in request.GET.lists() if len(values) > 1 and name not in set(repeated)]
    if again:
        errors = [(name, "Say it once: it takes one value.") for name in again]
        raise Problem(400, "Parameter said twice", f"“{again[0]}” takes one value.", errors)


def whole_number(request: HttpRequest, name: str, default: int, low: int, high: int) -> int:
    """A whole number of the address; raises `Problem` for anything else or one out of bounds."""
    text = request.GET.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high):
        detail = f"“{text[:40]}” is no number from {low} to {high}."
        raise Problem(400, "Bad value", f"The parameter {name} cannot be read.", [(name, detail)])
    return int(text)


def _written(payload: Payload) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _fresh(request: HttpRequest, payload: Payload) -> HttpResponse:
    """The payload with a tag of its content; 304 where the asker has it already."""
    body = _written(payload)
    tag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    held = {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}
    if tag in held or "*" in held:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, content_type="application/json")
    response.headers["ETag"] = tag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return _open_to_all(response)


def _open_to_all(response: HttpResponse) -> HttpResponse:
    """Scripts of any site may read: there is nothing here that a visitor's cookies would open."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
