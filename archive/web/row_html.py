"""What stands above a row's title, and addresses, written here and not by a template: a list has twenty of each."""

from __future__ import annotations

from functools import cache
from html import escape
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from archive.models import Article
from archive.web.dates import day_in_words, stamp


def kicker(article: Article, *, is_new: bool) -> SafeString:
    """Source, date and badges."""
    source = article.source
    parts = [
        f'<a href="{escape(source_address(source.slug))}">{escape(source.name)}</a>',
        '<span aria-hidden="true">·</span>',
        published(article),
        '<span class="badge is-new">New</span>' if is_new else "",
        '<span class="badge">Sample</span>' if article.is_sample else "",
        '<span class="badge">Copy</span>' if article.copy_of_id else "",
    ]
    return mark_safe(" ".join(filter(None, parts)))  # noqa: S308 - each part is escaped


def published(article: Article) -> SafeString:
    """The article's date, as precise as it is known, for people and machines; "Undated" where there is none."""
    if article.published_on is None:
        return mark_safe('<span class="undated">Undated</span>')
    machine = stamp(article.published_on, article.date_precision)
    words = day_in_words(article.published_on, article.date_precision)
    return mark_safe(f'<time datetime="{machine}">{words}</time>')  # noqa: S308 - digits and names of months


def article_address(article: Article) -> str:
    """An article's page, as `Article.get_absolute_url` says; the pattern is worked out once."""
    return _article_pattern().replace("/0/0/", f"/{article.pk}/{quote(article.slug or 'article', safe='')}/")


@cache
def _article_pattern() -> str:
    return reverse("article", args=[0, "0"])


def source_address(slug: str) -> str:
    """A source's page; the pattern is worked out once."""
    return _source_pattern().replace("/0/", f"/{quote(slug, safe='')}/")


@cache
def _source_pattern() -> str:
    return reverse("source", args=["0"])
