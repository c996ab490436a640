"""Correcting a tag from an article's page or an actor's, and completing actors' names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from archive.curation.deciding import Decided, Proposal, check, decide, touched_articles
from archive.curation.touching import AT_ONCE
from archive.documents import ActorKind, ArchiveError
from archive.models import Actor, Article, Decision
from archive.models.decisions import Verb
from archive.web.curate.choosing import actors_meant, as_options, completions, key_of
from archive.web.curate.forms import CorrectionForm
from archive.web.curate.staff import curators_only, name_of
from archive.web.curate.telling import after, told
from archive.web.wording import KINDS

TOLD_FROM = 2
"""Articles from which a curator is told, and asked, before a decision is made."""


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def correct_in_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Corrections of one tag of an article (``actor``), or a missing one (``words``)."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    back = f"{article.get_absolute_url()}#named-title"
    if request.method == "POST":
        return _decided(request, article, None, back)
    return _page(request, article, _actor(request.GET.get("actor", "")), back)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def correct_actor(request: HttpRequest, kind: ActorKind, slug: str) -> HttpResponse:
    """Corrections of an actor's record, wherever it is named."""
    actor = get_object_or_404(Actor, kind=kind.value, slug=slug).kept()
    if request.method == "POST":
        return _decided(request, None, actor, actor.get_absolute_url())
    return _page(request, None, actor, actor.get_absolute_url())


@curators_only
@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """Actors whose names begin with what was typed, as options of a data list."""
    found = as_options(completions(request.GET.get("who", "")))
    return render(request, "archive/curate/_options.html", {"options": found})


def _actor(key: str) -> Actor | None:
    if not key:
        return None
    meant = actors_meant(key)
    if not meant:
        raise Http404("The archive knows no such actor.")
    return meant[0]


def _page(
    request: HttpRequest, article: Article | None, actor: Actor | None, back: str, problems: tuple[str, ...] = ()
) -> HttpResponse:
    """The page, or for htmx the panel alone."""
    mention = article.mentions.filter(actor=actor).first() if article and actor else None
    spans = [*mention.spans, *((mention.found or {}).get("spans", []))] if mention else []
    given = request.POST if request.method == "POST" else request.GET
    decisions = Decision.objects.standing().select_related("actor", "source")
    context: dict[str, Any] = {
        "article": article,
        "actor": actor,
        "actor_key": key_of(actor) if actor else "",
        "mention": mention,
        "probable": given.get("words", "")[:300] or (spans[0]["surface"] if spans else ""),
        "surfaces": list(dict.fromkeys(span["surface"] for span in spans)),
        "names": sorted({name.text for name in actor.names.all()} - {actor.name}) if actor else [],
        "words": given.get("words", "")[:300],
        "who": given.get("who", "")[:300],
        "reason": given.get("reason", "")[:2000],
        "kinds": [(kind.value, words[0]) for kind, words in KINDS.items()],
        "problems": problems,
        "back": back,
        "address": request.path,
        "standing": [told(each) for each in decisions.filter(actor=actor)[:10]] if actor else [],
    }
    return _rendered(request, "correct", context, 400 if problems else 200)


def _rendered(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    part = "_" if request.headers.get("HX-Request") else ""
    # htmx swaps what succeeded: a panel that says what is wrong has to come as such.
    return render(request, f"archive/curate/{part}{name}.html", context, status=200 if part else status)


def _decided(request: HttpRequest, article: Article | None, actor: Actor | None, back: str) -> HttpResponse:
    """Make the decision of a form, or ask first: which actor is meant, whether so many articles may change."""
    form = CorrectionForm({**request.POST.dict(), **({"actor": key_of(actor)} if actor else {})}, article)
    own = actor or next(iter(actors_meant(request.POST.get("actor", ""))), None)
    if not form.is_valid():
        return _page(request, article, own, back, tuple(form.messages()))
    wanted = form.wanted()
    if form.errors:
        return _page(request, article, own, back, tuple(form.messages()))
    try:
        number = _touched(wanted.proposals)
        if wanted.choices or (number >= TOLD_FROM and not request.POST.get("sure")):
            return _asked(request, wanted.choices, number, back)
        decided = _make(request, wanted.proposals, form.cleaned_data["reason"])
    except ArchiveError as error:
        return _page(request, article, own, back, (str(error),))
    messages.success(request, after(decided[-1]))
    return _go(request, _still_there(decided[-1], back, article))


def _touched(proposals: list[Proposal]) -> int:
    """How many articles a decision touches; raises DecisionRefused for one that makes no sense."""
    if not proposals:
        return 0  # there are actors to choose from first
    check(proposals[0])  # of two, the first makes the actor that the second needs
    return touched_articles(proposals[0]).count()


def _make(request: HttpRequest, proposals: list[Proposal], reason: str) -> list[Decided]:
    """Make the decisions, all or none; one on an actor that the one before it made gets that actor."""
    if len(proposals) == 1:
        return [decide(proposals[0], name_of(request), reason)]
    made: list[Decided] = []
    with transaction.atomic():
        for proposal in proposals:
            whole = replace(proposal, actor=made[-1].decision.actor) if made and not proposal.actor else proposal
            made.append(decide(whole, name_of(request), reason))
    return made


def _still_there(decided: Decided, back: str, article: Article | None) -> str:
    """Where to go: back, unless the actor's page is gone with the decision."""
    if article is None and decided.decision.verb == Verb.DISMISS:
        return reverse("decisions")
    return back


def _asked(request: HttpRequest, choices: list[tuple[str, str]], number: int, back: str) -> HttpResponse:
    kept = [
        (name, value)
        for name, value in request.POST.items()
        if name not in {"csrfmiddlewaretoken", "sure"} and not (choices and name == "who")
    ]
    context = {
        "choices": choices,
        "number": number,
        "at_once": number <= AT_ONCE,
        "limit": AT_ONCE,
        "kept": kept,
        "back": back,
        "address": request.path,
    }
    return _rendered(request, "ask", context)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """To another page; by htmx the whole page is loaded anew, so that text, list and marks agree."""
    if request.headers.get("HX-Request"):
        here = request.headers.get("HX-Current-URL", "").partition("#")[0]
        same = here.endswith(address.partition("#")[0])
        return HttpResponse(status=204, headers={"HX-Refresh": "true"} if same else {"HX-Redirect": address})
    return HttpResponseRedirect(address)
