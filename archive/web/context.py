"""What every page knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from archive.documents import ActorKind
from archive.models.actors import PATHS


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the main navigation."""

    label: str
    address: str
    current: bool


def site(request: HttpRequest) -> dict[str, object]:
    """The archive's name and its sections; asks no database."""
    return {
        "archive_name": settings.ARCHIVE_NAME,
        "sections": [Section(label, address, request.path.startswith(address)) for label, address in _addresses()],
    }


@cache
def _addresses() -> tuple[tuple[str, str], ...]:
    """The sections; no address changes while a process runs."""
    actors = [(PATHS[kind].capitalize(), reverse("actors", args=[PATHS[kind]])) for kind in _ORDER]
    return (("Search", reverse("search")), *actors, ("Sources", reverse("sources")))


_ORDER = (ActorKind.PERSON, ActorKind.COUNTRY, ActorKind.ALLIANCE, ActorKind.ORGANISATION)
