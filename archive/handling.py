"""What is done to one page that needs no database: cut into lines, cleaned, judged, tagged.

Nothing here raises but `call`.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from archive.cleaning import clean
from archive.cleaning.cutting import pieces_of
from archive.cleaning.pieces import Piece
from archive.cleaning.recurring import PageLines
from archive.comparing import marks_of
from archive.documents import ArchiveError, CleanDocument, PageKind, RawDocument
from archive.packing import Cleaned, Tagged, Worked, packed
from archive.readers.judging import judge
from archive.tagging import Authority, tag

DIED = "the process that worked on it died: it may need more memory than there is"
NO_MEMORY = "it needs more memory than there is"
CLEANED_KINDS = frozenset({PageKind.PAGE, PageKind.CRAWLED})
"""Pages of other kinds are what they are: nothing is done to them."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Looked:
    """A page looked at for the first time: its lines, where it has any, and what became of it."""

    worked: bytes
    """As `archive.packing` packs it."""
    lines: PageLines | None = None


def look_page(raw: RawDocument, authority: Authority) -> Looked:
    """A page's lines, and the page cleaned, judged and tagged, of one cut."""
    found: list[PageLines] = []
    cleaned = clean_page(raw, lambda pieces: found.append(PageLines.of(piece.text for piece in pieces)))
    return Looked(packed(_tagged(cleaned, authority)), found[0] if found else None)


def lines_of(raw: RawDocument) -> PageLines | None:
    """A page's lines alone, where it has any; what is wrong with it is told when it is cleaned."""
    try:
        return PageLines.of(piece.text for piece in pieces_of(raw))
    except ArchiveError:
        return None
    except Exception:
        # One page must never stop the run; the fault is logged whole.
        logger.exception("nothing could be learned from %s", raw.origin)
        return None


def cut_page(raw: RawDocument, authority: Authority) -> PageLines | None:  # noqa: ARG001 - as workers ask
    """As `lines_of`."""
    return lines_of(raw)


def work_page(raw: RawDocument, authority: Authority) -> bytes:
    """A page cleaned, judged and tagged, as `archive.packing` packs it."""
    return packed(_tagged(clean_page(raw), authority))


def clean_page(raw: RawDocument, cut: Callable[[Sequence[Piece]], None] | None = None) -> Cleaned:
    """A page cleaned and judged; ``cut`` is given the pieces that it was cut into."""
    if raw.kind not in CLEANED_KINDS:
        return Cleaned(raw.kind)
    try:
        document = clean(raw, cut=cut)
        kind = judge(raw, document)
        return Cleaned(kind, document if kind is PageKind.PAGE else None)
    except ArchiveError as error:
        if raw.kind is PageKind.CRAWLED:
            return Cleaned(judge(raw, None))
        return Cleaned(reason=str(error))
    except MemoryError:
        return Cleaned(reason=NO_MEMORY)
    except Exception:  # one page must never stop the run; the fault is logged by the process that asked
        return Cleaned(fault=traceback.format_exc())


def tag_page(document: CleanDocument, authority: Authority) -> Tagged:
    """The actors of a cleaned page, and the marks of its text."""
    try:
        return Tagged(tag(document, authority), marks=marks_of(document.text))
    except ArchiveError as error:
        return Tagged(reason=str(error))
    except MemoryError:
        return Tagged(reason=NO_MEMORY)
    except Exception:  # as above
        return Tagged(fault=traceback.format_exc())


def call(what: tuple[Callable[..., Any], tuple[Any, ...]], authority: Authority) -> Any:  # noqa: ARG001 - as `Ask`
    """Any other work that needs no database; raises what it raises."""
    function, given = what
    return function(*given)


def _tagged(cleaned: Cleaned, authority: Authority) -> Worked:
    return Worked(cleaned, tag_page(cleaned.document, authority) if cleaned.document else None)


DEAD: dict[Callable[..., Any], Any] = {
    look_page: Looked(packed(Worked(Cleaned(reason=DIED)))),
    work_page: packed(Worked(Cleaned(reason=DIED))),
    tag_page: Tagged(reason=DIED),
    cut_page: None,
    call: None,
}
"""What became of pages that killed the process that worked on them."""
