"""Dates as people read them, exactly as precise as they are known."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils import timezone

from archive.documents import DatePrecision

_PREFIX = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(day: date, precision: str = DatePrecision.DAY) -> str:
    """``4 April 1949``, ``April 1949`` or ``1949``."""
    if precision == DatePrecision.YEAR:
        return f"{day.year:04}"
    month = f"{_MONTHS[day.month - 1]} {day.year:04}"
    return month if precision == DatePrecision.MONTH else f"{day.day} {month}"


def moment_in_words(moment: datetime) -> str:
    """``4 April 1949, 14:05`` in the archive's time zone."""
    local = timezone.localtime(moment)
    return f"{day_in_words(local.date())}, {local:%H:%M}"


def stamp(day: date, precision: str = DatePrecision.DAY) -> str:
    """The same for a machine: an ISO 8601 date cut to what is known."""
    return day.isoformat()[: {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(DatePrecision(precision), 10)]


def prefix_in_words(prefix: str) -> str:
    """An ISO prefix of an authority record ("1949", "1949-04", "1949-04-04") in words; others as they are."""
    found = _PREFIX.fullmatch(prefix)
    if not found:
        return prefix
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not 0 <= month <= 12:
        return prefix
    parts = [str(day) if day else "", _MONTHS[month - 1] if month else "", f"{year:04}"]
    return " ".join(part for part in parts if part)


def years_of(since: str, until: str) -> str:
    """``1949–1991``, ``since 1949``, ``until 1991`` or nothing, out of two ISO prefixes."""
    first, last = since[:4], until[:4]
    if first and last:
        return first if first == last else f"{first}–{last}"
    return f"since {first}" if first else f"until {last}" if last else ""
