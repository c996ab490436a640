"""Memento (RFC 7089): the archive's pages by address and time, for people's links and for other programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from archive.documents import ArchiveError
from archive.holdings.addresses import moment_of
from archive.web.captured import captured_page, harmless
from archive.web.memento import BadAddress, Mementos, asked_address, asked_moment

PAGE = 1000
"""Captures in one part of a TimeMap."""
LINKS = "application/link-format"


@require_safe
def timegate(request: HttpRequest, address: str) -> HttpResponse:
    """Leads to the capture nearest to `Accept-Datetime`, without it to the newest."""
    try:
        mementos = Mementos(request, asked_address(request, address))
        wanted = request.headers.get("Accept-Datetime", "")
        moment = asked_moment(wanted) if wanted else None
    except BadAddress as error:
        return _none(request, str(error), 400)
    except ValueError:
        return _none(request, "Accept-Datetime is no date: write it like Tue, 13 Feb 2024 09:30:00 GMT.", 400)
    memento = mementos.nearest(moment)
    if memento is None:
        response = _none(request, f"The archive has no capture of {mementos.address}.", 404)
    else:
        response = HttpResponseRedirect(mementos.place_of(memento))
    response["Vary"] = "accept-datetime"
    response["Link"] = mementos.links(memento)
    return response


@require_safe
def memento(request: HttpRequest, digits: str, address: str) -> HttpResponse:
    """An address' page as it was at a second; another moment leads to the capture nearest to it."""
    try:
        mementos, moment = Mementos(request, asked_address(request, address)), moment_of(digits)
    except ValueError as error:
        return _none(request, str(error), 400)
    there = mementos.at(moment) if len(digits) == 14 else None
    if there is None:
        nearest = mementos.nearest(moment)
        if nearest is None:
            return _none(request, f"The archive has no capture of {mementos.address}.", 404)
        response: HttpResponse = HttpResponseRedirect(mementos.place_of(nearest))
        response["Link"] = mementos.links(nearest)
        return response
    try:
        response = captured_page(there.capture)
    except (ArchiveError, OSError) as error:
        return harmless(HttpResponse(f"This capture cannot be read: {error}", content_type="text/plain", status=404))
    response["Memento-Datetime"] = http_date(there.at.timestamp())
    response["Link"] = mementos.links(there)
    return response


@require_safe
def timemap(request: HttpRequest, address: str, page: int = 0) -> HttpResponse:
    """All captures of an address in link format; of many the list of its parts."""
    try:
        mementos = Mementos(request, asked_address(request, address))
    except BadAddress as error:
        return _none(request, str(error), 400)
    number = mementos.count()
    pages = -(-number // PAGE)
    if not number or page > pages:
        return _none(request, f"The archive has no capture of {mementos.address}.", 404)
    if pages > 1 and not page:
        lines = [mementos.page_link(one, PAGE) for one in range(1, pages + 1)]
    else:
        place = request.build_absolute_uri() if page else ""
        lines = list(mementos.timemap_lines(mementos.page(max(page, 1), PAGE), place))
    response = HttpResponse(",\n".join(lines) + "\n", content_type=LINKS)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _none(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    return render(request, "archive/no_capture.html", {"reason": reason}, status=status)
