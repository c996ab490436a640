"""What stands where a withdrawn article was: that it was withdrawn, or where it is now if it was given back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from archive.curation.keys import find_article
from archive.models import Decision
from archive.models.decisions import Verb


def withdrawn_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer for an article's number that no article has; raises Http404 where none was withdrawn."""
    decision = Decision.objects.filter(verb=Verb.WITHDRAW, detail__id=pk).order_by("-at").first()
    if decision is None:
        raise Http404(f"There is no article {pk}.")
    if decision.undone_at is None:
        return render(request, "archive/withdrawn.html", {"decision": decision}, status=410)
    article = find_article(decision.target.get("article"))
    if article is None:
        raise Http404(f"There is no article {pk}.")
    return HttpResponsePermanentRedirect(article.get_absolute_url())
