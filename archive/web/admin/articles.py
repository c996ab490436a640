"""Articles with their mentions, removals and captures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import BaseModelFormSet
from django.http import HttpRequest, HttpResponse

from archive.curation.deciding import Proposal, decide, write_down
from archive.curation.keys import article_key
from archive.curation.performing import note
from archive.curation.records import difference, photograph_article
from archive.documents import DateOrigin, DatePrecision
from archive.models import Article, Capture, Mention, Removal
from archive.models.decisions import Verb
from archive.web.admin.reading import ReadOnlyInline
from archive.web.admin.withdrawing import withdrawal_page
from archive.web.curate.staff import name_of
from archive.web.wording import rule_in_words

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Article]
    ModelForm = forms.ModelForm[Article]
    TabularInline = admin.TabularInline[Mention, Article]
else:
    ModelAdmin, ModelForm, TabularInline = admin.ModelAdmin, forms.ModelForm, admin.TabularInline

CURATED = frozenset(
    {"title", "byline", "published_on", "language", "description", "section", "url", "copy_of", "source"}
)
"""Fields of an article that a run would otherwise set."""


class ArticleForm(ModelForm):
    """Holds a date and its precision together."""

    class Meta:
        """All fields that the page shows."""

        model = Article
        fields = "__all__"
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "byline": forms.Textarea(attrs={"rows": 1}),
            "description": forms.Textarea(attrs={"rows": 3}),
            "section": forms.Textarea(attrs={"rows": 1}),
            "url": forms.Textarea(attrs={"rows": 1}),
        }

    def clean(self) -> dict[str, Any]:
        """Take the precision of an undated article as none; a month or a year begins with its first day."""
        cleaned: dict[str, Any] = super().clean() or {}
        day, precision = cleaned.get("published_on"), cleaned.get("date_precision")
        if day is None:
            cleaned["date_precision"] = DatePrecision.NONE.value
        elif precision == DatePrecision.NONE:
            self.add_error("date_precision", "Say how much of the date is known.")
        elif precision == DatePrecision.YEAR:
            cleaned["published_on"] = day.replace(month=1, day=1)
        elif precision == DatePrecision.MONTH:
            cleaned["published_on"] = day.replace(day=1)
        return cleaned


class MentionInline(TabularInline):
    """Who is named; a wrong mention is rejected, not deleted, or the next run would find it again."""

    model = Mention
    extra = 0
    can_delete = False
    fields = ["actor", "count", "prominence", "found_by", "rejected", "curated"]
    readonly_fields = ["actor", "count", "prominence", "found_by", "curated"]
    ordering = ["-prominence", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        """With their actors."""
        return super().get_queryset(request).select_related("actor")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody: a missing mention is added on the article's page, where its words are."""
        return False

    @admin.display(description="Found by")
    def found_by(self, mention: Mention) -> str:
        """Words and rules, each once."""
        words = dict.fromkeys(f"“{span['surface']}” ({rule_in_words(span['rule'])})" for span in mention.spans[:20])
        return "; ".join(words) or "–"


class RemovalInline(ReadOnlyInline):
    """What cleaning took out."""

    model = Removal
    fields = ("position", "category", "rule", "text")
    readonly_fields = fields


class CaptureInline(ReadOnlyInline):
    """The pages the article was made of."""

    model = Capture
    fields = ("url", "origin", "media_type", "captured_at", "kept_at", "payload_sha256", "warc_file")
    readonly_fields = fields


@admin.register(Article)
class ArticleAdmin(ModelAdmin):
    """Correcting what cleaning and tagging made of a page."""

    form = ArticleForm
    list_display = ["title", "source", "published_on", "language", "is_copy"]
    list_filter = [
        "source",
        "date_precision",
        "date_origin",
        "language",
        "is_sample",
        ("copy_of", admin.EmptyFieldListFilter),
        "needs_index",
    ]
    list_select_related = ["source"]
    search_fields = ["title", "byline", "url"]
    date_hierarchy = "published_on"
    autocomplete_fields = ["source", "copy_of"]
    inlines = [MentionInline, RemovalInline, CaptureInline]
    actions = ["withdraw"]
    readonly_fields = ["date_origin", "text", "word_count", "curated_fields", "added_at", "changed_at", "needs_index"]
    fieldsets = [
        (None, {"fields": ["title", "byline", "source", "copy_of", "language", "is_sample"]}),
        ("Date", {"fields": ["published_on", "date_precision", "date_origin"]}),
        ("About the page", {"fields": ["description", "section", "url"]}),
        ("Text", {"fields": ["text", "word_count"], "classes": ["collapse"]}),
        ("Record", {"fields": ["curated_fields", "added_at", "changed_at", "needs_index"], "classes": ["collapse"]}),
    ]

    @admin.action(description="Withdraw the chosen articles")
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        """Ask why, then take them out of the archive; what was captured stays."""
        return withdrawal_page(self, request, queryset)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody: what is kept of an article would bring it back; one that has to go is withdrawn."""
        return False

    @admin.display(boolean=True, description="Copy")
    def is_copy(self, article: Article) -> bool:
        """Whether lists and searches leave it out for another."""
        return article.copy_of_id is not None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: an article without a capture could not be proven; pages come in by ``ingest``."""
        return False

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Note what the curator set; a date set here says so."""
        changed = set(form.changed_data)
        if "copy_of" in changed:  # the first of the story that it leaves held its source
            Article.objects.filter(pk=form.initial.get("copy_of")).mark_for_index()
        if changed & {"published_on", "date_precision"}:
            changed.add("published_on")
            dated = obj.published_on is not None
            obj.date_origin = DateOrigin.CURATOR.value if dated else DateOrigin.NONE.value
        note(obj, changed & CURATED)
        super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: Any, formset: BaseModelFormSet[Model, Any], change: bool
    ) -> None:
        """A mention rejected or no longer rejected is a decision, made when the form is saved."""
        rows = formset.save(commit=False)
        if formset.model is not Mention:
            return
        request.decided_mentions = [  # type: ignore[attr-defined]  # from here to the end of this request
            (row.actor, Verb.REJECT if row.rejected else Verb.CONFIRM) for row in rows if isinstance(row, Mention)
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What a form changes is logged as a decision, with the fields before and after."""
        posted = request.method == "POST" and object_id.isdigit()
        article = Article.objects.select_related("source").filter(pk=object_id).first() if posted else None
        before = photograph_article(article) if article else None
        response = super().change_view(request, object_id, form_url, extra_context)
        if article and before:
            article = Article.objects.select_related("source").get(pk=article.pk)
            change = difference("article", article_key(article), before, photograph_article(article))
            write_down(Verb.CORRECT, [change] if change else [], name_of(request), article=article)
            for actor, verb in getattr(request, "decided_mentions", []):
                decide(Proposal(verb, actor, article), name_of(request))
        return response
