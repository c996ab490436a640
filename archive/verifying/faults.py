"""What can differ between holdings, database and index, and what was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What can differ; docs/operations.md says what each means and what mends it."""

    DAMAGED_FILE = "damaged file"
    """Bytes of a WARC file that are no whole record."""
    MISSING_FILE = "missing file"
    """Rows name a WARC file that isn't there."""
    DAMAGED_RECORD = "damaged record"
    """A record does not give the bytes that its digest, or its row, says."""
    MISSING_RECORD = "missing record"
    """A row names a place where no page's record begins."""
    WRONG_ROW = "wrong row"
    """A row says another length, address or kind than its record."""
    UNKNOWN_RECORD = "unknown record"
    """A page is in the holdings that the database doesn't know."""
    UNFINISHED_FILE = "unfinished file"
    """A run was interrupted and no later one has looked at what it left."""
    NO_CAPTURE = "article without capture"
    COUNT = "wrong count"
    """A count or text that is derived from others is not what they give."""
    NOT_INDEXED = "not in the index"
    WAITING = "waits for the index"
    STRAY_DOCUMENT = "document without article"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that isn't right: what, where, and in words."""

    fault: Fault
    place: str
    detail: str = ""


@dataclass(slots=True)
class Verified:
    """What was looked at and what differs; ``mended`` counts what was put right."""

    files: int = 0
    records: int = 0
    rows: int = 0
    articles: int = 0
    documents: int = 0
    spare: int = 0
    """Records that hold nothing the database doesn't have: an interrupted run's, kept again since."""
    differences: list[Difference] = field(default_factory=list)
    mended: Counter[Fault] = field(default_factory=Counter)

    def found(self, fault: Fault, place: str, detail: str = "") -> None:
        """Note a difference."""
        self.differences.append(Difference(fault, place, detail))
