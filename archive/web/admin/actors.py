"""Actors with their names, offices and memberships; confirming, rejecting and merging them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import BaseModelFormSet
from django.http import HttpRequest, HttpResponse

from archive.curation.deciding import Proposal, changes_since, decide, write_down
from archive.curation.performing import note
from archive.curation.records import photograph
from archive.documents import ArchiveError
from archive.models import Actor, ActorName, ActorOffice, Membership
from archive.models.decisions import Verb
from archive.web.admin.merging import merge_page
from archive.web.curate.staff import name_of

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Actor]
    NameRows = admin.TabularInline[ActorName, Actor]
    OfficeRows = admin.TabularInline[ActorOffice, Actor]
    MembershipRows = admin.TabularInline[Membership, Actor]
else:
    ModelAdmin = admin.ModelAdmin
    NameRows = OfficeRows = MembershipRows = admin.TabularInline

CURATED = frozenset({"name", "code", "since", "until", "description", "wikidata", "country", "successors", "status"})
"""Fields of an actor that a load would otherwise set."""


class NameInline(NameRows):
    """The names by which texts may call it."""

    model = ActorName
    extra = 0
    readonly_fields = ["curated"]


class OfficeInline(OfficeRows):
    """The offices a person held."""

    model = ActorOffice
    fk_name = "actor"
    extra = 0
    autocomplete_fields = ["body"]


class MemberInline(MembershipRows):
    """The members of an alliance or organisation."""

    model = Membership
    fk_name = "alliance"
    extra = 0
    autocomplete_fields = ["member"]
    verbose_name_plural = "members"


class MemberOfInline(MembershipRows):
    """What the actor is a member of."""

    model = Membership
    fk_name = "member"
    extra = 0
    autocomplete_fields = ["alliance"]
    verbose_name_plural = "member of"


@admin.register(Actor)
class ActorAdmin(ModelAdmin):
    """Keeping the authority records right."""

    list_display = ["name", "kind", "code", "status", "since", "until", "merged_into"]
    list_filter = ["kind", "status", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["merged_into"]
    search_fields = ["name", "slug", "code", "names__text"]
    autocomplete_fields = ["country", "successors"]
    inlines = [NameInline, OfficeInline, MemberInline, MemberOfInline]
    actions = ["merge", "confirm", "reject"]
    fieldsets = [
        (None, {"fields": ["kind", "slug", "name", "code", "status", "description"]}),
        ("Life", {"fields": ["since", "until", "country", "successors"]}),
        ("Record", {"fields": ["wikidata", "pair", "merged_into", "curated_fields"], "classes": ["collapse"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Actor | None = None) -> list[str]:
        """Kind and slug stand in addresses and in the index: they stay once they are given."""
        fixed = ["pair", "merged_into", "curated_fields"]
        return ["kind", "slug", *fixed] if obj else fixed

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody: the next load or run would make the actor again; one that is none is rejected, a double merged."""
        return False

    def save_model(self, request: HttpRequest, obj: Actor, form: Any, change: bool) -> None:
        """Note what the curator set."""
        note(obj, set(form.changed_data) & CURATED)
        super().save_model(request, obj, form, change)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What a form changes is logged as a decision, with the record before and after."""
        found = Actor.objects.filter(pk=object_id).first() if request.method == "POST" and object_id.isdigit() else None
        before = {found.pk: photograph(found)} if found else {}
        response = super().change_view(request, object_id, form_url, extra_context)
        now = Actor.objects.filter(pk__in=before).first()
        if now:
            write_down(Verb.EDIT, changes_since(before, [now]), name_of(request), actor=now)
        return response

    def response_add(self, request: HttpRequest, obj: Actor, post_url_continue: str | None = None) -> HttpResponse:
        """An actor made by hand is a decision too."""
        write_down(Verb.CREATE, changes_since({}, [obj]), name_of(request), actor=obj)
        return super().response_add(request, obj, post_url_continue)

    def save_formset(
        self, request: HttpRequest, form: Any, formset: BaseModelFormSet[Model, Any], change: bool
    ) -> None:
        """Note which lists the curator changed: a name by itself, the other lists as a whole."""
        rows = formset.save(commit=False)
        for row in rows:
            if isinstance(row, ActorName):
                row.curated = True
            row.save()
        for row in formset.deleted_objects:
            row.delete()
        for actor, label in _lists_changed(rows, formset.deleted_objects):
            note(actor, [label])
            actor.save(update_fields=["curated_fields"])

    @admin.action(description="Merge the chosen actors into one")
    def merge(self, request: HttpRequest, queryset: QuerySet[Actor]) -> HttpResponse | None:
        """Ask which to keep, then merge."""
        return merge_page(self, request, queryset)

    @admin.action(description="Confirm the chosen actors")
    def confirm(self, request: HttpRequest, queryset: QuerySet[Actor]) -> None:
        """A curator vouches for them."""
        self._decide(request, queryset, Verb.VOUCH)

    @admin.action(description="Reject the chosen actors")
    def reject(self, request: HttpRequest, queryset: QuerySet[Actor]) -> None:
        """They are no actors: no page, list or index shows them again."""
        self._decide(request, queryset, Verb.DISMISS)

    def _decide(self, request: HttpRequest, actors: QuerySet[Actor], verb: Verb) -> None:
        """One decision an actor; one that makes no sense is said and the next one done."""
        done = touched = 0
        for actor in list(actors):
            try:
                decided = decide(Proposal(verb, actor), name_of(request))
            except ArchiveError as refusal:
                self.message_user(request, str(refusal), messages.WARNING)
                continue
            self.log_change(request, actor, f"{verb.label}.")
            done, touched = done + 1, touched + decided.touched.done
        self.message_user(request, f"Decided: {done}. Articles brought up to date: {touched}.")


def _lists_changed(saved: list[Any], deleted: list[Any]) -> list[tuple[Actor, str]]:
    """The actors whose lists are now a curator's; a name that was only added speaks for itself."""
    changed: dict[tuple[int, str], tuple[Actor, str]] = {}
    for row in [*saved, *deleted]:
        if isinstance(row, ActorOffice):
            changed[row.actor_id, "offices"] = (row.actor, "offices")
        elif isinstance(row, Membership):
            changed[row.alliance_id, "memberships"] = (row.alliance, "memberships")
    for row in deleted:
        if isinstance(row, ActorName):
            changed[row.actor_id, "names"] = (row.actor, "names")
    return list(changed.values())
