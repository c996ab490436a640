"""The search form, which pages, commands and API share: facets, orders, defaults, validation."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from archive.search.addressing import default_sort
from archive.search.labels import resolved
from archive.search.results import Choice, Facet, Joining, SearchRequest, Sort

JOINABLE = (Facet.PERSON, Facet.COUNTRY, Facet.ORGANISATION, Facet.ALLIANCE)
"""The facets of which an article may have several values, so that "all of these" makes sense."""

MAX_QUERY = 1000
"""Characters; no question is longer, and the parser's work grows with them."""

MAX_VALUES = 100
"""Values chosen in one facet; an address longer than this would be cut by servers on the way."""

MAX_PAGE = 1_000_000

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class QueryField(forms.Field):
    """The words searched for; control characters count as spaces."""

    def to_python(self, value: Any) -> str:
        """The words with single spaces at their ends removed; raises ValidationError when far too long."""
        words = _CONTROL.sub(" ", str(value or "")).strip()
        if len(words) > MAX_QUERY:
            raise ValidationError(f"Please ask in at most {MAX_QUERY:,} characters.")
        return words


class ValuesField(forms.Field):
    """Values of one facet, from a parameter that may be repeated."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        """The values as written, each once; raises ValidationError when there are far too many."""
        values = list(dict.fromkeys(text for each in value or [] if (text := _CONTROL.sub(" ", each).strip())))
        if len(values) > MAX_VALUES:
            raise ValidationError(f"Please choose at most {MAX_VALUES} values of one kind.")
        return values


class EdgeField(forms.Field):
    """The first or last day of a period, written as a day, a month or a year."""

    def __init__(self, *, last: bool, **kwargs: Any) -> None:
        self.last = last
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day; a month or a year stands for its first or last day. Raises ValidationError."""
        text = str(value or "").strip()
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            if not found:
                raise ValueError(text)
            year, month, day = (int(part) if part else None for part in found.groups())
            return self._edge(year or 0, month, day)
        except ValueError:
            raise ValidationError(
                f"“{text[:40]}” is no date: write a year, a month or a day, like 1949, 1949-04 or 1949-04-04."
            ) from None

    def _edge(self, year: int, month: int | None, day: int | None) -> date:
        month = month or (12 if self.last else 1)
        if day is None:
            day = calendar.monthrange(date(year, month, 1).year, month)[1] if self.last else 1
        return date(year, month, day)


class MomentField(forms.Field):
    """A moment: an ISO 8601 date, or date and time; without a zone, of the archive's own."""

    def to_python(self, value: Any) -> datetime | None:
        """The moment, aware of its zone; raises ValidationError."""
        text = str(value or "").strip().replace(" ", "+")  # a plus in an address reads as a space
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
            aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
            return aware.astimezone(UTC).replace(microsecond=0)
        except (ValueError, OverflowError):
            raise ValidationError(
                f"“{text[:40]}” is no moment: write a date, or date and time like 2026-11-22T18:30."
            ) from None


class SortField(forms.Field):
    """An order of results, or nothing."""

    def to_python(self, value: Any) -> Sort | None:
        """The order; raises ValidationError for one that does not exist."""
        text = str(value or "").strip().lower()
        if text and text not in set(Sort):
            raise ValidationError(f"“{text[:40]}” is no order: choose {', '.join(Sort)}.")
        return Sort(text) if text else None


class CopiesField(forms.Field):
    """Whether copies are hits of their own: 1 or true, 0 or false."""

    def to_python(self, value: Any) -> bool:
        """The answer; raises ValidationError for anything else."""
        text = str(value or "").strip().lower()
        if text not in {"", "0", "1", "false", "true"}:
            raise ValidationError(f"“{text[:40]}” says neither yes nor no: write copies=1 to count every copy.")
        return text in {"1", "true"}


class PageField(forms.Field):
    """A page's number, from 1."""

    def to_python(self, value: Any) -> int:
        """The number; raises ValidationError for anything else."""
        text = str(value or "").strip() or "1"
        if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= MAX_PAGE):
            raise ValidationError(f"“{text[:40]}” is no page: pages are numbered from 1.")
        return int(text)


class SearchForm(forms.Form):
    """A search as it stands in a query string. Names that Python reserves are why fields are added by hand."""

    def __init__(self, data: Mapping[str, Any] | MultiValueDict[str, Any], page_size: int = 20) -> None:
        super().__init__(data)
        self.page_size = page_size
        self.fields["q"] = QueryField(required=False)
        for facet in Facet:
            self.fields[facet.value] = ValuesField(required=False)
            self.fields[f"not_{facet.value}"] = ValuesField(required=False)
        self.fields["all"] = ValuesField(required=False)
        self.fields["from"] = EdgeField(last=False, required=False)
        self.fields["to"] = EdgeField(last=True, required=False)
        self.fields["added_after"] = MomentField(required=False)
        self.fields["copies"] = CopiesField(required=False)
        self.fields["sort"] = SortField(required=False)
        self.fields["page"] = PageField(required=False)

    def clean(self) -> dict[str, Any]:
        """Resolve the values of each facet and hold dates and joinings to reason."""
        cleaned: dict[str, Any] = self.cleaned_data
        cleaned["choices"] = {facet: choice for facet in Facet if (choice := self._choice(facet)) != Choice()}
        for name in cleaned.get("all") or []:
            if name not in {facet.value for facet in JOINABLE}:
                self.add_error("all", f"“{name[:40]}” cannot be joined by “all of these”.")
        since, until = cleaned.get("from"), cleaned.get("to")
        if since and until and since > until:
            self.add_error("from", "The first day lies after the last.")
        return cleaned

    def _choice(self, facet: Facet) -> Choice:
        """What is chosen in a facet, in slugs and codes; unknown values become errors of the field."""
        name, refused = facet.value, f"not_{facet.value}"
        include = self.cleaned_data.get(name) or []
        exclude = self.cleaned_data.get(refused) or []
        known = resolved(facet, [*include, *exclude])
        for field, values in ((name, include), (refused, exclude)):
            for value in values:
                if known[value] is None:
                    kind = "actor to be about (country-japan, person-…)" if facet is Facet.ABOUT else facet.value
                    self.add_error(field, f"The archive knows no {kind} called “{value[:80]}”.")
        chosen = tuple(dict.fromkeys(slug for value in include if (slug := known[value])))
        out = tuple(dict.fromkeys(slug for value in exclude if (slug := known[value])))
        joining = Joining.ALL if name in (self.cleaned_data.get("all") or []) and chosen else Joining.ANY
        return Choice(chosen, out, joining)

    def request(self) -> SearchRequest:
        """The search that was asked for; what had errors is left out of it."""
        cleaned = self.cleaned_data
        query = cleaned.get("q") or ""
        return SearchRequest(
            query=query,
            choices=cleaned.get("choices") or {},
            since=cleaned.get("from"),
            until=cleaned.get("to"),
            added_after=cleaned.get("added_after"),
            copies=cleaned.get("copies") or False,
            sort=cleaned.get("sort") or default_sort(query),
            page=cleaned.get("page") or 1,
            page_size=self.page_size,
        )

    def messages(self) -> list[str]:
        """What was wrong, each once."""
        return list(dict.fromkeys(str(text) for errors in self.errors.values() for text in errors))
