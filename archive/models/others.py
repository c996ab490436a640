"""What a crawl brought along that is no article: kept like every page, counted, never shown as one."""

from __future__ import annotations

from django.db import models

from archive.documents import PageKind
from archive.models.indexes import AddressIndex, UniqueWithAddress


class OtherCapture(models.Model):
    """A home page, an image, a redirect, as it was fetched at one time; its bytes lie in the holdings."""

    url = models.TextField(blank=True, help_text="Address it was fetched from")
    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value.capitalize()) for kind in PageKind])
    origin = models.TextField(help_text="The file and record it came in with")
    media_type = models.CharField(max_length=100, blank=True, help_text="As the server named it")
    payload_sha256 = models.CharField(max_length=64, db_index=True)
    captured_at = models.DateTimeField(null=True, blank=True, help_text="When it was fetched, if known")
    kept_at = models.DateTimeField(help_text="When it came into the archive")
    warc_file = models.CharField(max_length=200)
    warc_offset = models.BigIntegerField()
    warc_length = models.BigIntegerField()

    class Meta:
        """One capture of the same bytes an address."""

        ordering = ["kept_at", "pk"]
        constraints = [
            UniqueWithAddress(fields=["url", "payload_sha256"], name="other_capture_once"),
            models.CheckConstraint(
                condition=models.Q(warc_offset__gte=0, warc_length__gt=0), name="other_capture_place_valid"
            ),
        ]
        indexes = [AddressIndex(fields=["url"], name="other_capture_url")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.url or self.origin}"
