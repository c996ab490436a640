"""What a curator decides on blocks of an article and on lines of a source."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from archive.cleaning.overruling import BlockKey
from archive.curation.blocks import RefusedDecision, decide_block, named_line, rule_line, take_back
from archive.models import Article, BlockDecision, LearnedLine, Source
from archive.models.furniture import Ruling
from archive.web.curate.staff import curators_only, name_of, own_address
from archive.web.lines import shown_lines

REASON_LENGTH = 2000
"""Characters of a reason; the form's field takes as many."""
_RESTORED = "The block stands in the article again."
_TAKEN_OUT = "The block is taken out of the article."


@curators_only
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a block of an article, or take it out."""
    article = get_object_or_404(Article, pk=pk)
    try:
        key = BlockKey(int(request.POST["fingerprint"]), int(request.POST["occurrence"]))
        keep = request.POST["keep"] == "1"
        decide_block(article, key, keep, name_of(request), _reason(request))
        messages.success(request, _RESTORED if keep else _TAKEN_OUT)
    except RefusedDecision as refused:
        messages.error(request, str(refused))
    except (KeyError, ValueError) as wrong:
        raise Http404("The form did not say which block.") from wrong
    return _to_place(article, request.POST.get("position", ""))


@curators_only
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the decision on a block."""
    decision = get_object_or_404(BlockDecision.objects.select_related("article"), pk=pk)
    take_back(decision)
    messages.success(request, "The decision is undone: the block is what cleaning makes of it.")
    if request.POST.get("back"):
        return HttpResponseRedirect(own_address(request.POST["back"], reverse("decisions")))
    return _to_place(decision.article, request.POST.get("position", ""))


def _reason(request: HttpRequest) -> str:
    """Why, in the curator's words."""
    return request.POST.get("reason", "").strip()[:REASON_LENGTH]


def _to_place(article: Article, position: str) -> HttpResponseRedirect:
    """To the block in the article's page, where its position is known."""
    place = f"#block-{position}" if position.isascii() and position.isdigit() else ""
    return HttpResponseRedirect(f"{article.get_absolute_url()}?view=removed{place}")


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def source_lines(request: HttpRequest, slug: str) -> HttpResponse:
    """What was learned of a source's lines, and what is decided on them."""
    source = get_object_or_404(Source, slug=slug)
    if request.method == "POST":
        return _rule(request, source)
    return render(request, "archive/source_lines.html", {"source": source, **shown_lines(request, source)})


def _rule(request: HttpRequest, source: Source) -> HttpResponse:
    """Decide on a line of the list, by its id, or on one that is named, by its text."""
    ruling, number = request.POST.get("ruling", ""), request.POST.get("line", "")
    if ruling not in Ruling.values or not (number == "" or (number.isascii() and number.isdigit())):
        raise Http404("There is no such decision.")
    try:
        if number:
            line = get_object_or_404(LearnedLine, pk=number, source=source)
        else:
            line = named_line(source, request.POST.get("text", ""))
        rule_line(line, Ruling(ruling), name_of(request), _reason(request))
        messages.success(request, f"“{line.text[:80]}”: {line.get_ruling_display().lower()}.")
    except RefusedDecision as refused:
        messages.error(request, str(refused))
    back, lines = request.POST.get("back", ""), reverse("source-lines", args=[source.slug])
    return HttpResponseRedirect(f"{lines}{back}" if back.startswith("?") else own_address(back, lines))
