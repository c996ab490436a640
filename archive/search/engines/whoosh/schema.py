"""The fields of the index and their Whoosh schema, made of stock field types so that Whoosh itself reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from whoosh.fields import ID, TEXT, Schema

from archive.search.query import TextField
from archive.search.results import Facet

TEXT_FIELDS = tuple(field.value for field in TextField)
"""Words exactly as written (folded), with their positions: for phrases and patterns."""
STEM_SUFFIX = "_stem"
STEM_FIELDS = tuple(f"{name}{STEM_SUFFIX}" for name in TEXT_FIELDS)
"""The same words as stems of the article's language, without positions: for plain words."""
FACET_FIELDS = tuple(facet.value for facet in Facet)
"""Slugs and codes, one term each; never cut, folded or stemmed."""
DATE_FIELD = "published_on"
"""ISO date, one term; none where the article is undated."""
COPY_FIELD, COPY = "copy", "yes"
"""The one term that documents of copies have and others lack."""
OWN_SOURCE_FIELD = "own_source"
"""The article's own source alone, where `Facet.SOURCE` holds those of its copies too."""
MODEL_FIELD, KEY_FIELD, ID_FIELD = "django_ct", "django_id", "id"
KEYWORD_FIELDS = (*FACET_FIELDS, COPY_FIELD, OWN_SOURCE_FIELD, DATE_FIELD, MODEL_FIELD, KEY_FIELD, ID_FIELD)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it goes into the index."""

    article_id: int
    model: str
    title: str
    text: str
    language: str = ""
    facets: dict[str, list[str]] = field(default_factory=dict)
    published_on: date | None = None
    is_copy: bool = False
    own_source: str = ""

    def tags(self) -> dict[str, list[str]]:
        """The values of the facets; the language is always the one that the words are stemmed by."""
        return {**self.facets, Facet.LANGUAGE.value: [self.language] if self.language else []}

    def keywords(self) -> dict[str, list[str]]:
        """The terms of the keyword fields."""
        return {
            **self.tags(),
            COPY_FIELD: [COPY] if self.is_copy else [],
            OWN_SOURCE_FIELD: [self.own_source] if self.own_source else [],
            DATE_FIELD: [self.published_on.isoformat()] if self.published_on else [],
            MODEL_FIELD: [self.model],
            KEY_FIELD: [str(self.article_id)],
            ID_FIELD: [f"{self.model}.{self.article_id}"],
        }

    def stored(self) -> dict[str, Any]:
        """What a hit is shown from, and Haystack's results are made of."""
        return {
            ID_FIELD: f"{self.model}.{self.article_id}",
            MODEL_FIELD: self.model,
            KEY_FIELD: str(self.article_id),
            "title": self.title,
            "text": self.text,
            DATE_FIELD: self.published_on,
            **self.tags(),
        }


def whoosh_schema() -> Schema:
    """The schema that stands in the index's table of contents."""
    kinds: dict[str, Any] = {name: TEXT(stored=name != TextField.LEAD) for name in TEXT_FIELDS}
    kinds |= {name: TEXT(phrase=False) for name in STEM_FIELDS}
    kinds |= {name: ID(stored=True) for name in KEYWORD_FIELDS}
    kinds[ID_FIELD] = ID(stored=True, unique=True)
    return Schema(**kinds)
