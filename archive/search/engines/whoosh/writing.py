"""Changes an index: batches of articles in, articles out, segments merged in steps, and whole rebuilds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.index import TOC

from archive.search.engines import OutdatedIndex
from archive.search.engines.whoosh.building import segment_of, segments_of
from archive.search.engines.whoosh.merging import merged, segments_to_merge
from archive.search.engines.whoosh.schema import Entry
from archive.search.engines.whoosh.segments import ARRAYS_EXTENSION, stored_fields, write_segment
from archive.search.engines.whoosh.shelf import Notify, Shelf, commit, read_contents
from archive.search.engines.whoosh.tables import Ints, Tables, open_tables


def put(shelf: Shelf, entries: Iterable[Entry], notify: Notify | None = None) -> int:
    """Add articles, each in place of what stood there under its id; gives their number.

    The last one counts where an id comes twice. They are found from the moment this returns.
    """
    latest = {entry.article_id: entry for entry in entries}
    if not latest:
        return 0
    with shelf.writing(notify):
        folder = folder_for_more(shelf)
        take_in(shelf, folder, segment_of(folder, latest.values()), latest)
    return len(latest)


def folder_for_more(shelf: Shelf) -> Path:
    """The folder that articles are added to: the one in use, or a new one where there is none. Under the lock."""
    folder = shelf.current()
    return shelf.new_folder() if folder is None or shelf.state() is None else folder


def take_in(shelf: Shelf, folder: Path, segment: W3Segment, article_ids: Iterable[int]) -> None:
    """Make a segment of these articles part of the index, in place of what stood there of them. Under the lock."""
    contents = read_contents(folder)
    delete_articles(folder, contents, article_ids)
    contents.segments.append(segment)
    _next(folder, contents)
    if folder != shelf.current():
        shelf.take_into_use(folder)
    merge_as_due(folder)


def remove(shelf: Shelf, article_ids: Iterable[int], notify: Notify | None = None) -> int:
    """Take articles out; gives how many were there. They are gone from the moment this returns."""
    wanted = set(article_ids)
    with shelf.writing(notify):
        folder = shelf.current()
        if folder is None or shelf.state() is None or not wanted:
            return 0
        contents = read_contents(folder)
        count = delete_articles(folder, contents, wanted)
        if count:
            _next(folder, contents)
            merge_as_due(folder)
        return count


def rebuild(
    shelf: Shelf,
    entries: Iterable[Entry],
    progress: Callable[[int], None] | None = None,
    notify: Notify | None = None,
    *,
    workers: int = 1,
    expected: int | None = None,
) -> int:
    """Write a new index beside the one in use, then swap; gives the number of articles.

    The old index answers meanwhile, and stays where this fails. ``workers`` processes write; ``expected`` is about
    how many articles will come.
    """
    with shelf.writing(notify):
        shelf.sweep(shelf.current())
        folder = shelf.new_folder()
        contents = read_contents(folder)
        count = 0
        for segment, size in segments_of(folder, entries, workers, expected):
            contents.segments.append(segment)
            count += size
            if progress:
                progress(size)
        _next(folder, contents)
        merge_as_due(folder)
        shelf.take_into_use(folder)
        return count


def clear(shelf: Shelf, notify: Notify | None = None) -> None:
    """Put an empty index in place of the one in use."""
    rebuild(shelf, (), notify=notify)


def delete_articles(folder: Path, contents: TOC, article_ids: Iterable[int]) -> int:
    """Mark the documents of articles as deleted in a table of contents not yet written; gives their number."""
    wanted = np.fromiter(article_ids, np.int64)
    count = 0
    for segment in contents.segments:
        tables = _tables(folder, segment)
        for number in np.flatnonzero(np.isin(tables.article_ids, wanted)).tolist():
            if not segment.is_deleted(number):
                segment.delete_document(number)
                count += 1
    contents.segments = [segment for segment in contents.segments if segment.deleted_count() < segment.doc_count_all()]
    return count


def merge_as_due(folder: Path) -> None:
    """Merge segments as long as any are due, one commit each; a break-off leaves the last commit."""
    while True:
        contents = read_contents(folder)
        sizes = [segment.doc_count_all() for segment in contents.segments]
        due = segments_to_merge(sizes, [segment.deleted_count() for segment in contents.segments])
        if not due:
            return
        chosen = [contents.segments[place] for place in due]
        written = _merge(folder, chosen)
        contents.segments = [segment for segment in contents.segments if segment not in chosen]
        contents.segments.insert(min(due), written)
        _next(folder, contents)


def _merge(folder: Path, segments: list[W3Segment]) -> W3Segment:
    parts: list[tuple[Tables, Ints]] = []
    for segment in segments:
        tables = _tables(folder, segment)
        kept = np.ones(tables.size, bool)
        kept[list(segment.deleted_docs())] = False
        parts.append((tables, kept))
    return write_segment(folder, merged(parts), _stored_of(folder, segments))


def _tables(folder: Path, segment: W3Segment) -> Tables:
    """The arrays of a segment that must be there, since only the holder of the lock deletes files."""
    try:
        return open_tables(folder / segment.make_filename(ARRAYS_EXTENSION))
    except FileNotFoundError as error:
        raise OutdatedIndex(f"The search index in {folder} lacks files: run manage.py reindex") from error


def _stored_of(folder: Path, segments: list[W3Segment]) -> Iterator[dict[str, Any]]:
    """The stored fields of the documents that are not deleted, segment after segment."""
    for segment in segments:
        stored = stored_fields(folder, segment)
        for number in range(segment.doc_count_all()):
            if not segment.is_deleted(number):
                yield stored[number]


def _next(folder: Path, contents: TOC) -> None:
    contents.generation += 1
    commit(folder, contents)
