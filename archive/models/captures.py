"""One page as it was fetched or found at one time; its bytes lie in the holdings."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.urls import reverse

from archive.holdings.addresses import digits_of
from archive.models.indexes import AddressIndex, UniqueWithAddress


class Capture(models.Model):
    """Where a page's bytes are kept and how to check them."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="captures")
    version = models.ForeignKey(
        "archive.Version", on_delete=models.SET_NULL, null=True, blank=True, related_name="captures"
    )
    source = models.ForeignKey("archive.Source", on_delete=models.PROTECT, related_name="captures")
    url = models.TextField(blank=True, help_text="Address it was fetched from, empty for a loose file")
    page_key = models.CharField(
        max_length=200, blank=True, db_index=True, help_text="What all spellings of the address share"
    )
    origin = models.TextField(help_text="The file and record it came in with")
    media_type = models.CharField(max_length=40)
    encoding = models.CharField(max_length=40)
    address_key = models.CharField(
        max_length=1000, blank=True, help_text="The address, or the one the page states, as web archives compare it"
    )
    http_status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="As the server answered")
    payload_sha256 = models.CharField(max_length=64, db_index=True)
    captured_at = models.DateTimeField(null=True, blank=True, help_text="When the page was fetched, if known")
    kept_at = models.DateTimeField(help_text="When it came into the archive")
    declared = models.JSONField(default=dict, blank=True, help_text="What its surroundings said of it")
    is_revisit = models.BooleanField(
        default=False, help_text="Its record only says that bytes kept before were found again"
    )
    warc_file = models.CharField(max_length=200)
    warc_offset = models.BigIntegerField()
    warc_length = models.BigIntegerField()

    class Meta:
        """The same bytes of an address may be captured at any number of times, once each."""

        ordering = ["kept_at", "pk"]
        constraints = [
            UniqueWithAddress(
                fields=["source", "url", "payload_sha256", "captured_at"],
                condition=models.Q(captured_at__isnull=False),
                name="capture_once_a_moment",
            ),
            models.UniqueConstraint(fields=["warc_file", "warc_offset"], name="capture_one_a_record"),
            models.CheckConstraint(
                condition=models.Q(warc_offset__gte=0, warc_length__gt=0), name="capture_place_valid"
            ),
        ]
        indexes = [
            AddressIndex(fields=["source", "origin"], name="capture_origin"),
            AddressIndex(fields=["url"], name="capture_url"),
            models.Index(fields=["address_key"], name="capture_address_key"),
        ]

    def __str__(self) -> str:
        return self.url or self.origin

    @property
    def moment(self) -> datetime:
        """When it shows the page: when it was fetched, or kept where that is unknown."""
        return self.captured_at or self.kept_at

    @property
    def address(self) -> str:
        """The page's own address: the one it was fetched from, else the one it states, else empty."""
        return self.url or self.article.url

    @property
    def memento_url(self) -> str:
        """Its lasting address in this archive, by address and time; empty for a page without one."""
        address = self.address
        if not self.address_key or not address.isprintable():
            return ""
        return reverse("memento", args=[digits_of(self.moment), address])
