"""Captured pages: as they were, in a frame that keeps them harmless, and for downloading."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from archive.documents import ArchiveError, MediaType
from archive.holdings import DamagedHolding
from archive.models import Capture
from archive.models.keeping import holdings
from archive.web.captured import captured_page, harmless, payload_of

_ENDINGS = {
    MediaType.TEXT: "txt",
    MediaType.HTML: "html",
    MediaType.JSON: "json",
    MediaType.MHTML: "mhtml",
    MediaType.MESSAGE: "eml",
    MediaType.ENTRY: "xml",
}


@require_safe
def capture(request: HttpRequest, pk: int) -> HttpResponse:
    """A capture's place: its article as captured then."""
    found = get_object_or_404(Capture.objects.select_related("article"), pk=pk)
    query = urlencode({"view": "captured", "capture": pk})
    return HttpResponseRedirect(f"{found.article.get_absolute_url()}?{query}")


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as it was; it runs nothing and loads nothing."""
    found = get_object_or_404(Capture, pk=pk)
    try:
        return captured_page(found)
    except (ArchiveError, OSError) as error:
        return _unreadable(error)


@require_safe
def payload(request: HttpRequest, pk: int) -> HttpResponse:
    """The page's bytes as a file."""
    found = get_object_or_404(Capture, pk=pk)
    try:
        content = payload_of(found)
    except (ArchiveError, OSError) as error:
        return _unreadable(error)
    ending = _ENDINGS.get(MediaType(found.media_type), "bin")
    return _download(content, "application/octet-stream", f"capture-{pk}.{ending}")


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """The page's WARC record as a file of its own; a page found again comes with the record that has its bytes."""
    found = get_object_or_404(Capture, pk=pk)
    name = f"capture-{pk}.warc.gz"
    try:
        content = holdings().extract(found.warc_file, found.warc_offset, name)
    except (DamagedHolding, OSError) as error:
        return _unreadable(error)
    return _download(content, "application/warc", name)


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return harmless(response)


def _unreadable(error: Exception) -> HttpResponse:
    text = f"This capture cannot be read: {error}"
    return harmless(HttpResponse(text, content_type="text/plain; charset=utf-8", status=404))
