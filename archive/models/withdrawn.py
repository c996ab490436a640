"""Pages whose article a curator withdrew: what comes in of them later is kept aside, like what came before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max

from archive.canonical import page_key
from archive.documents import CleanDocument, RawDocument
from archive.models.decisions import Decision, Verb


@dataclass(slots=True)
class Withdrawn:
    """Which pages are withdrawn, by the decisions that stand."""

    _addresses: set[str] = field(default_factory=set)
    _origins: set[str] = field(default_factory=set)
    _digests: set[str] = field(default_factory=set)
    _stamp: object = None

    def covers(self, raw: RawDocument, sha256: str, clean: CleanDocument) -> bool:
        """Whether a page is one: by its address, or that which it states; without one by its file or its bytes."""
        keys = {page_key(raw.url), page_key(clean.url)} - {""}
        if keys:
            return bool(keys & self._addresses)
        return sha256 in self._digests or raw.origin in self._origins

    def refresh(self) -> None:
        """Hear of decisions made or undone since it was called last."""
        standing = Decision.objects.standing().filter(verb=Verb.WITHDRAW)
        stamp = standing.aggregate(Max("pk"), Count("pk"))
        if stamp != self._stamp:
            details: list[dict[str, Any]] = list(standing.values_list("detail", flat=True))
            self._addresses = {key for detail in details for key in detail.get("addresses", ())}
            self._origins = {name for detail in details for name in detail.get("origins", ())}
            self._digests = {digest for detail in details for digest in detail.get("sha256", ())}
            self._stamp = stamp
