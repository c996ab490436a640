"""What a SearchQuerySet collects, as a query tree."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from haystack.backends import BaseSearchQuery, SearchNode
from haystack.inputs import AutoQuery, BaseInput, Exact, Not, Raw

from archive.search import query as tree
from archive.search.engines.whoosh.schema import DATE_FIELD, FACET_FIELDS, TEXT_FIELDS
from archive.search.query import TextField, conjunction, disjunction, negation
from archive.search.reading import read
from archive.search.results import Facet
from archive.search.words import query_forms

DAY = timedelta(days=1)


class WhooshQuery(BaseSearchQuery):  # type: ignore[misc]
    """Haystack's query, built as a tree instead of a string, so that no value needs escaping."""

    def build_query(self) -> tree.Node:
        """The tree of all filters."""
        return _node(self.query_filter)

    def __str__(self) -> str:
        return tree.shown(self.build_query())


def _node(node: SearchNode) -> tree.Node:
    parts = []
    for child in node.children:
        if isinstance(child, SearchNode):
            parts.append(_node(child))
        else:
            expression, value = child
            name, sort = node.split_expression(expression)
            parts.append(_clause(name, sort, value))
    joined = disjunction(parts) if node.connector == SearchNode.OR and parts else conjunction(parts)
    return negation(joined) if node.negated else joined


def _clause(name: str, sort: str, value: Any) -> tree.Node:
    """One filter: a field, the sort of comparison, and a value."""
    if isinstance(value, Not):
        return negation(_text(None, "content", value.query_string))
    if isinstance(value, Raw | AutoQuery):
        return read(str(value.query_string)).tree
    if isinstance(value, Exact):
        sort, value = "exact", value.query_string
    if isinstance(value, BaseInput):
        value = value.query_string
    if name in FACET_FIELDS:
        return _facet(Facet(name), sort, value)
    if name == DATE_FIELD:
        return _dated(sort, value)
    if name == "content":
        return _text(None, sort, value)
    if name in TEXT_FIELDS:
        # Haystack's document field is called text; a filter by it means the article, as "content" does.
        return _text(None if name == "text" else TextField(name), sort, value)
    raise ValueError(f"Articles cannot be filtered by {name!r}")


def _text(field: TextField | None, sort: str, value: Any) -> tree.Node:
    if sort == "in":
        return disjunction([_text(field, "exact", one) for one in value])
    forms = query_forms(str(value))
    if sort == "exact":
        return tree.Phrase(tuple(forms), field) if forms else tree.Nothing()
    if sort in {"startswith", "endswith"}:
        return conjunction([tree.Pattern(f"{form}*" if sort == "startswith" else f"*{form}", field) for form in forms])
    if sort in {"content", "contains", "fuzzy"}:
        return conjunction([tree.Word(form, field) for form in forms])
    raise ValueError(f"Text cannot be compared by {sort!r}")


def _facet(facet: Facet, sort: str, value: Any) -> tree.Node:
    if sort == "in":
        return disjunction([tree.Tagged(facet, str(one)) for one in value])
    if sort in {"content", "exact", "contains"}:
        return tree.Tagged(facet, str(value))
    raise ValueError(f"Facet values cannot be compared by {sort!r}")


def _dated(sort: str, value: Any) -> tree.Node:  # noqa: PLR0911 - one a sort of comparison
    if sort == "range":
        return tree.Dated(_day(value[0]), _day(value[1]))
    if sort == "in":
        return disjunction([tree.Dated(_day(one), _day(one)) for one in value])
    day = _day(value)
    match sort:
        case "gte":
            return tree.Dated(day, None)
        case "gt":
            return tree.Dated(day + DAY, None) if day < date.max else tree.Nothing()
        case "lte":
            return tree.Dated(None, day)
        case "lt":
            return tree.Dated(None, day - DAY) if day > date.min else tree.Nothing()
        case "content" | "exact":
            return tree.Dated(day, day)
        case _:
            raise ValueError(f"Dates cannot be compared by {sort!r}")


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
