"""The page between choosing articles to withdraw and withdrawing them: what that means, and why it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from archive.curation.withdrawing import withdraw
from archive.models import Article
from archive.web.curate.staff import name_of

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Article]
else:
    ModelAdmin = admin.ModelAdmin


def withdrawal_page(page: ModelAdmin, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
    """Say what would be withdrawn, or do it where the curator has confirmed; None goes back to the list."""
    articles = list(queryset.select_related("source").order_by("pk"))
    if "confirmed" not in request.POST:
        context: dict[str, Any] = {
            **page.admin_site.each_context(request),
            "title": "Withdraw articles",
            "articles": articles,
            "opts": page.model._meta,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/archive/article/withdraw.html", context)
    for article in articles:
        page.log_change(request, article, "Withdrawn.")
        withdraw(article, name_of(request), request.POST.get("reason", ""))
    page.message_user(request, f"Withdrawn: {len(articles)}. The decisions can be undone.", messages.SUCCESS)
    return None
