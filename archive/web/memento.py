"""Memento (RFC 7089): which captures an address has, which was the state at a moment, and the links between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import http_date

from archive.canonical import page_key
from archive.holdings.addresses import address_key, digits_of
from archive.models import Capture

MOST_CHARACTERS = 8000
"""Of an address that is looked up."""
_ADDRESS = re.compile(r"(https?):/+(.*)", re.I | re.S)
_SAFE = ":/?#[]@!$&'()*+,;=%~-._"


class BadAddress(ValueError):
    """What stands where an address should is none; the message is fit for the person asking."""


@dataclass(frozen=True, slots=True)
class Memento:
    """A capture at its moment, with its address."""

    capture: Capture
    at: datetime

    @property
    def digits(self) -> str:
        """The moment as it stands in addresses."""
        return digits_of(self.at)


class Mementos:
    """The captures of one address, oldest first, whatever its scheme, `www` and order of parameters.

    Other spellings of the same page, with tracking parameters or for telephones, count as the address.
    """

    def __init__(self, request: HttpRequest, address: str) -> None:
        self.address = address
        self._request = request
        self._key, page = address_key(address), page_key(address)
        same_page = Q(page_key=page) if page else Q()
        self._rows: QuerySet[Any] = (
            Capture.objects.filter(Q(address_key=self._key) | same_page)
            .select_related("article")
            .annotate(at=Coalesce("captured_at", "kept_at"))
            .order_by("at", "pk")
        )

    def count(self) -> int:
        """How many there are."""
        return self._rows.count()

    def page(self, number: int, size: int) -> list[Memento]:
        """One stretch of them, counted from 1."""
        return [_memento(row) for row in self._rows[(number - 1) * size : number * size]]

    def nearest(self, moment: datetime | None) -> Memento | None:
        """The capture nearest to a moment, the newest where none is given; None where there is none."""
        if moment is None:
            return _first(self._rows.reverse())
        before = _first(self._rows.filter(at__lte=moment).reverse())
        after = _first(self._rows.filter(at__gt=moment))
        if before and after:
            return before if moment - before.at <= after.at - moment else after
        return before or after

    def at(self, moment: datetime) -> Memento | None:
        """The capture of that very second, of several the one of the very address."""
        rows = self._rows.filter(at__gte=moment, at__lt=moment.replace(microsecond=999_999))
        row = min(rows, key=lambda row: row.address_key != self._key, default=None)
        return _memento(row) if row else None

    def links(self, memento: Memento | None) -> str:
        """The value of the `Link` header beside a capture, or beside the answer that there is one elsewhere."""
        links = [
            f'<{quoted(self.address)}>; rel="original"',
            f'<{self._there("timegate")}>; rel="timegate"',
            f'<{self._there("timemap")}>; rel="timemap"; type="application/link-format"',
        ]
        if memento:
            links += self._neighbours(memento)
        return ", ".join(links)

    def link_of(self, memento: Memento, relation: str = "memento") -> str:
        """One capture in link format."""
        return f'<{self.place_of(memento)}>; rel="{relation}"; datetime="{http_date(memento.at.timestamp())}"'

    def place_of(self, memento: Memento) -> str:
        """The absolute address of a capture in this archive."""
        return self._there("memento", memento.digits, address=memento.capture.address)

    def page_link(self, number: int, size: int) -> str:
        """A part of a TimeMap that is too long for one answer, in link format."""
        rows = self.page(number, size)
        span = [http_date(row.at.timestamp()) for row in (rows[0], rows[-1])]
        place = self._there("timemap-page", number)
        return f'<{place}>; rel="timemap"; type="application/link-format"; from="{span[0]}"; until="{span[1]}"'

    def timemap_lines(self, mementos: list[Memento], place: str = "") -> Iterator[str]:
        """A TimeMap of these captures in link format, a link a line."""
        yield f'<{quoted(self.address)}>; rel="original"'
        yield f'<{self._there("timegate")}>; rel="timegate"'
        span = [http_date(row.at.timestamp()) for row in (mementos[0], mementos[-1])]
        own = place or self._there("timemap")
        yield f'<{own}>; rel="self"; type="application/link-format"; from="{span[0]}"; until="{span[1]}"'
        ends = {self._end(first=True): "first", self._end(first=False): "last"}
        for memento in mementos:
            named = [name for pk, name in ends.items() if pk == memento.capture.pk]
            yield self.link_of(memento, " ".join([*named, "memento"]))

    def _end(self, *, first: bool) -> int:
        row = (self._rows if first else self._rows.reverse()).first()
        return row.pk if row else 0

    def _neighbours(self, memento: Memento) -> list[str]:
        at, pk = memento.at, memento.capture.pk
        others = {
            "first": _first(self._rows),
            "prev": _first(self._rows.filter(at__lte=at).exclude(pk=pk).reverse()),
            "next": _first(self._rows.filter(at__gte=at).exclude(pk=pk)),
            "last": _first(self._rows.reverse()),
        }
        relations: dict[int, tuple[Memento, list[str]]] = {pk: (memento, [])}
        for name, other in others.items():
            if other:
                relations.setdefault(other.capture.pk, (other, []))[1].append(name)
        return [self.link_of(one, " ".join([*names, "memento"])) for one, names in relations.values()]

    def _there(self, name: str, *parts: object, address: str = "") -> str:
        place = reverse(name, args=[*parts, "x"]).removesuffix("x")
        return self._request.build_absolute_uri(place) + quoted(address or self.address)


def asked_address(request: HttpRequest, address: str) -> str:
    """The web address that a request's path ends in, with the parameters that belong to it; raises BadAddress."""
    query = request.META.get("QUERY_STRING", "")
    if not (address.isprintable() and query.isprintable()) or len(address) + len(query) > MOST_CHARACTERS:
        raise BadAddress("That is no web address: it holds line breaks or control characters, or is too long.")
    # The server has undone the escapes of the path; what cannot stand in an address is escaped again.
    whole = quoted(f"{address}?{query}" if query else address)
    match = _ADDRESS.fullmatch(whole)
    if match:
        return f"{match[1].lower()}://{match[2]}"
    if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", whole, re.I) or "." not in whole.partition("/")[0]:
        raise BadAddress("Only addresses that begin with http:// or https:// are in the archive.")
    return f"http://{whole}"


def asked_moment(header: str) -> datetime:
    """The moment of an `Accept-Datetime` header; raises ValueError."""
    moment = parsedate_to_datetime(header)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def quoted(address: str) -> str:
    """An address as it may stand in a header: ASCII, without quotes, angle brackets and white space."""
    return quote(address, safe=_SAFE)


def _memento(row: Capture) -> Memento:
    return Memento(row, row.moment)


def _first(rows: QuerySet[Any]) -> Memento | None:
    row = rows.first()
    return _memento(row) if row else None
