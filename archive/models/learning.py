"""Between the database and what is learned of a source's lines: loaded, saved, learned anew, made into furniture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from archive.cleaning import Furniture
from archive.cleaning.recurring import Line, PageLines, Sketch, SourceLines
from archive.models.articles import Article, Removal
from archive.models.furniture import LearnedLine, Ruling
from archive.models.sources import UNKNOWN_NAME, Source

SEEN_AGAIN = 50
"""The latest articles of a source that are looked at again: a line of one of them may recur for the first time."""
MOST_LINES = 400_000
"""Lines held of all sources together, some 100 MB; then those of one page seen longest ago are forgotten."""
MOST_SKETCHES = 4000
"""Pages of one source whose long lines are held."""
MOST_KEPT = 20_000
"""Recurring lines that are kept of one source."""
_AT_ONCE = 500
_READ_AT_ONCE = 200
_Item = TypeVar("_Item")


def page_lines(ids: Sequence[int]) -> Iterator[tuple[int, PageLines]]:
    """The lines of stored articles, kept and removed: all text of their pages."""
    texts: dict[int, list[str]] = {pk: [] for pk in ids}
    for pk, blocks in Article.objects.filter(pk__in=ids).values_list("pk", "blocks"):
        texts[pk] += [block["text"] for block in blocks]
    for pk, text in Removal.objects.filter(article__in=ids).order_by().values_list("article", "text"):
        texts[pk].append(text)
    for pk, lines in texts.items():
        yield pk, PageLines.of(lines)


def recall(number: int) -> Sketch:
    """The sketch of a stored article; numbers below one are pages of a run, which are not stored yet."""
    return next((page.sketch for _, page in page_lines([number])), {}) if number > 0 else {}


def load(source: int) -> SourceLines:
    """What is known of a source, and the lines of its latest articles."""
    known = SourceLines(pages=Article.objects.filter(source=source).count())
    rows = LearnedLine.objects.filter(source=source, articles__gt=0).order_by()
    for row in rows.values_list("fingerprint", "size", "articles", "examples", "text"):
        known.lines[row[0]] = Line(row[1], row[2], tuple(row[3]), row[4])
    latest = SourceLines()
    ids = Article.objects.filter(source=source).order_by("-pk").values_list("pk", flat=True)[:SEEN_AGAIN]
    for pk, page in page_lines(sorted(ids)):
        latest.add(pk, page, recall)
    known.lines = {**latest.lines, **known.lines}
    known.sketches = latest.sketches
    return known


@dataclass(slots=True)
class Rulings:
    """What a curator decided on the lines of one source."""

    kept: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)


def rulings_of(source: int) -> Rulings:
    """The curator's decisions on a source's lines."""
    found = Rulings()
    for mark, ruling in (
        LearnedLine.objects.ruled().filter(source=source).order_by().values_list("fingerprint", "ruling")
    ):
        (found.kept if ruling == Ruling.KEEP else found.removed).add(mark)
    return found


def furniture_of(source: int) -> Furniture:
    """The furniture of a source as it was learned up to now, with the curator's decisions."""
    rows = LearnedLine.objects.filter(source=source, is_furniture=True).order_by()
    ruled = rulings_of(source)
    return Furniture(dict(rows.values_list("fingerprint", "articles")), frozenset(ruled.kept), frozenset(ruled.removed))


def save(source: int, lines: Mapping[int, Line], pages: int) -> None:
    """Write lines of a source with what is known of them now; what a curator ruled stays."""
    now = timezone.now()
    rows = [
        LearnedLine(
            source_id=source,
            fingerprint=mark,
            text=line.text,
            size=line.size,
            articles=line.articles,
            examples=list(line.examples),
            is_furniture=line.recurs(pages),
            seen_at=now,
        )
        for mark, line in lines.items()
        if line.articles > 1
    ]
    for part in _parts(rows):
        LearnedLine.objects.bulk_create(
            part,
            update_conflicts=True,
            unique_fields=["source", "fingerprint"],
            update_fields=["text", "size", "articles", "examples", "is_furniture", "seen_at"],
        )


def _parts(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def hold_down(sources: Iterable[SourceLines], most: int = MOST_LINES) -> None:
    """Forget lines of one page, those seen longest ago first, until no more than ``most`` are held."""
    held = list(sources)
    keep = 4 * MOST_SKETCHES
    while keep and sum(len(source.lines) for source in held) > most:
        keep //= 4
        for source in held:
            source.forget(keep)


def relearn() -> None:
    """Learn every source anew from the pages of its articles; what curators ruled stays.

    The result is the same however the articles came in: at once, or in parts and over time.
    """
    for source in Source.objects.exclude(name=UNKNOWN_NAME, host=None).order_by("pk"):
        known = SourceLines()
        for ids in _ids_of(source):
            for pk, page in page_lines(ids):
                known.add(pk, page, recall)
            hold_down([known])
            if len(known.sketches) > MOST_SKETCHES:
                known.forget(MOST_SKETCHES)
        _replace(source, known)


def _ids_of(source: Source) -> Iterator[list[int]]:
    last = 0
    ids = Article.objects.filter(source=source).order_by("pk").values_list("pk", flat=True)
    while part := list(ids.filter(pk__gt=last)[:_READ_AT_ONCE]):
        yield part
        last = part[-1]


@transaction.atomic
def _replace(source: Source, known: SourceLines) -> None:
    recurring = {mark: line for mark, line in known.lines.items() if line.articles > 1}
    if len(recurring) > MOST_KEPT:
        most = sorted(recurring, key=lambda mark: (-recurring[mark].articles, mark))[:MOST_KEPT]
        recurring = {mark: recurring[mark] for mark in most}
    rows = LearnedLine.objects.filter(source=source)
    gone = [
        (pk, ruling) for pk, mark, ruling in rows.values_list("pk", "fingerprint", "ruling") if mark not in recurring
    ]
    for part in _parts([pk for pk, ruling in gone if not ruling]):
        rows.filter(pk__in=part).delete()
    for part in _parts([pk for pk, ruling in gone if ruling]):
        rows.filter(pk__in=part).update(articles=0, examples=[], is_furniture=False)
    save(source.pk, recurring, known.pages)
