"""Sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.models import Source

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Source]
else:
    ModelAdmin = admin.ModelAdmin


@admin.register(Source)
class SourceAdmin(ModelAdmin):
    """Naming and describing who published. The slug stands in the index and in addresses: it stays."""

    list_display = ["name", "host", "language", "articles", "lines", "is_sample"]
    list_filter = ["is_sample", "language"]
    search_fields = ["name", "host", "slug"]

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        """The slug, once it is given."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Source | None = None) -> dict[str, Sequence[str]]:
        """A new source's slug follows its name while it is typed."""
        return {} if obj else {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """With the numbers of articles."""
        return Source.objects.with_article_counts().order_by("name")

    @admin.display(ordering="article_count")
    def articles(self, source: Source) -> int:
        """Articles that people see."""
        return int(source.article_count)  # type: ignore[attr-defined]  # annotated

    @admin.display(description="Recurring lines")
    def lines(self, source: Source) -> SafeString:
        """Where to see what was learned of its lines."""
        return format_html('<a href="{}">Show</a>', reverse("source-lines", args=[source.slug]))
