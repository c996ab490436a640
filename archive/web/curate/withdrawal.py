"""Withdrawing an article from its page: what that means, why it is done, and what readers see in its place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from archive.curation.withdrawing import withdraw
from archive.models import Article
from archive.web.curate.staff import curators_only, name_of

REASON_LENGTH = 500
"""Characters of a reason that readers see."""


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what would happen, or do it and lead to the page that stands in the article's place."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    if request.method != "POST":
        context = {"article": article, "reason_length": REASON_LENGTH, "copies": article.copies.count()}
        return render(request, "archive/curate/withdraw.html", context)
    address = article.get_absolute_url()
    withdraw(article, name_of(request), request.POST.get("reason", "").strip()[:REASON_LENGTH])
    messages.success(request, "The article is withdrawn. The log of decisions gives it back.")
    return HttpResponseRedirect(address)
