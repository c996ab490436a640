"""The page between choosing actors to merge and merging them: which one is kept, and what will move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from archive.curation.deciding import Proposal, decide
from archive.curation.keys import actor_key
from archive.documents import ArchiveError
from archive.models import Actor
from archive.models.decisions import Verb
from archive.web.curate.staff import name_of

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Actor]
else:
    ModelAdmin = admin.ModelAdmin


def merge_page(page: ModelAdmin, request: HttpRequest, queryset: QuerySet[Actor]) -> HttpResponse | None:
    """Show what would be merged, or merge where the curator has said which to keep; None goes back to the list."""
    actors = list(
        queryset.annotate(
            mention_count=Count("mentions", distinct=True), name_count=Count("names", distinct=True)
        ).order_by("-mention_count", "name")
    )
    if len(actors) < 2:
        page.message_user(request, "Choose at least two actors to merge.", messages.WARNING)
        return None
    kept = next((actor for actor in actors if str(actor.pk) == request.POST.get("kept")), None)
    if kept is None:
        return _asked(page, request, actors)
    others = [actor for actor in actors if actor.pk != kept.pk]
    try:
        keys = [actor_key(actor) for actor in others]
        decided = decide(Proposal(Verb.MERGE, kept, detail={"others": keys}), name_of(request))
    except ArchiveError as refusal:
        page.message_user(request, str(refusal), messages.ERROR)
        return None
    names = ", ".join(str(actor) for actor in others)
    page.log_change(request, kept, f"Merged with {names}.")
    page.message_user(
        request, f"{names} merged into {kept}. Articles touched: {decided.touched.done}.", messages.SUCCESS
    )
    return None


def _asked(page: ModelAdmin, request: HttpRequest, actors: Sequence[Actor]) -> TemplateResponse:
    context: dict[str, Any] = {
        **page.admin_site.each_context(request),
        "title": "Merge actors",
        "actors": actors,
        "opts": page.model._meta,
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/archive/actor/merge.html", context)
