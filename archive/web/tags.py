"""What templates can say beyond Django's own words; built in, so that no template has to load it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from archive.documents import DateOrigin
from archive.models import Article
from archive.search.results import Facet
from archive.web import dates, row_html
from archive.web.labels import labels_for
from archive.web.records import Member
from archive.web.wording import DATE_ORIGINS

register = template.Library()


@register.simple_tag
def published(article: Article) -> SafeString:
    """As `row_html.published`."""
    return row_html.published(article)


@register.filter
def origin(article: Article) -> str:
    """Where the article's date came from, in words."""
    return DATE_ORIGINS[DateOrigin(article.date_origin)]


@register.filter
def language(code: str) -> str:
    """A language's name in English."""
    return labels_for(Facet.LANGUAGE, [code])[code]


@register.filter
def prefix(day: str) -> str:
    """An ISO prefix of an authority record in words."""
    return dates.prefix_in_words(day)


@register.filter
def number(value: Any) -> str:
    """A whole number with a thin gap between thousands; anything else as it is."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") if isinstance(value, int) else str(value)


@register.filter
def full_number(members: Iterable[Member]) -> int:
    """How many rows of a membership table are members, observers and partners left out."""
    return sum(member.is_full for member in members)


@register.simple_tag
def archive_name() -> str:
    """The archive's name, also where no context processor ran."""
    return settings.ARCHIVE_NAME
