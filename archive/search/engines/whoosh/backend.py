"""The Haystack backend: what Haystack asks of an engine, and what the archive asks besides."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from haystack.backends import BaseSearchBackend, log_query
from haystack.exceptions import SkipDocument
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct

from archive.search.engines import Answer, Document, Notify, OutdatedIndex
from archive.search.engines.whoosh import writing
from archive.search.engines.whoosh.answering import answer, languages_of, listed
from archive.search.engines.whoosh.asking import Ask, asked, similar
from archive.search.engines.whoosh.beside import Putting
from archive.search.engines.whoosh.executing import Executor
from archive.search.engines.whoosh.likeness import alike
from archive.search.engines.whoosh.schema import FACET_FIELDS, MODEL_FIELD, Entry
from archive.search.engines.whoosh.shelf import Shelf
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.spelling import words_near
from archive.search.query import Node
from archive.search.results import Facet, SearchRequest

log = logging.getLogger(__name__)
DEFAULT_CACHE_MB = 64
"""Megabytes of scored posting lists that a process keeps; ``CACHE_MB`` of the connection changes it."""

_opened: dict[Path, tuple[tuple[str, int], Executor]] = {}
_opening = Lock()
"""One executor an index and process, shared by Haystack's connections, which are one a thread."""


class WhooshBackend(BaseSearchBackend):  # type: ignore[misc]
    """Haystack's side of the engine. ``PATH`` of the connection names the folder of the index."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self._cache_bytes = int(options.get("CACHE_MB", DEFAULT_CACHE_MB)) << 20

    @property
    def shelf(self) -> Shelf:
        """The index; read from the settings each time, since Haystack keeps a backend for a thread's life."""
        path = str(settings.HAYSTACK_CONNECTIONS[self.connection_alias].get("PATH") or "")
        if not path:
            raise ImproperlyConfigured(f"HAYSTACK_CONNECTIONS[{self.connection_alias!r}] needs a PATH")
        return Shelf(Path(path))

    def executor(self) -> Executor | None:
        """The executor of the last commit; None where nothing was ever indexed."""
        shelf = self.shelf
        for _ in range(20):
            state = shelf.state()
            if state is None:
                return None
            held = _opened.get(shelf.path)
            if held is not None and held[0] == state:
                return held[1]
            if not _opening.acquire(blocking=held is None):
                assert held is not None  # noqa: S101 - else the line above had waited
                return held[1]  # another thread opens the new commit; the old one serves until it is there
            try:
                held = _opened.get(shelf.path)
                if held is None or held[0] != state:
                    executor = Executor(Snapshot(shelf.path / state[0], state[1]), self._cache_bytes)
                    executor.warm()
                    held = _opened[shelf.path] = (state, executor)
                return held[1]
            except FileNotFoundError:
                continue  # a writer committed between the look and the opening
            finally:
                _opening.release()
        if shelf.state() == state:
            raise OutdatedIndex(f"The search index in {shelf.path} lacks files: run manage.py reindex")
        raise OSError(f"The search index in {shelf.path} changes faster than it can be opened")

    # What the archive asks

    def answer(self, request: SearchRequest, tree: Node) -> Answer:
        """Search; see `archive.search.engines.ArchiveBackend`."""
        executor = self.executor()
        if executor is None:
            return Answer(0, (), dict.fromkeys(request.facets, ()))
        return answer(executor, request, tree)

    def listed(self, request: SearchRequest, tree: Node, start: int, stop: int) -> tuple[int, tuple[int, ...]]:
        """A stretch of the whole list; see `archive.search.engines.ArchiveBackend`."""
        executor = self.executor()
        return (0, ()) if executor is None else listed(executor, request, tree, start, stop)

    def put(self, documents: Iterable[Document], notify: Notify | None = None) -> int:
        """Index articles; see `archive.search.engines.ArchiveBackend`."""
        return writing.put(self.shelf, map(entry_of, documents), notify)

    def begin_put(self, documents: Iterable[Document]) -> Putting | None:
        """Index articles with another process; see `archive.search.engines.ArchiveBackend`."""
        return Putting.begin(self.shelf, map(entry_of, documents))

    def take_out(self, article_ids: Iterable[int], notify: Notify | None = None) -> int:
        """Remove articles; see `archive.search.engines.ArchiveBackend`."""
        return writing.remove(self.shelf, article_ids, notify)

    def rebuild(
        self,
        documents: Iterable[Document],
        progress: Callable[[int], None] | None = None,
        notify: Notify | None = None,
        *,
        workers: int = 1,
        expected: int | None = None,
    ) -> int:
        """Build anew and swap; see `archive.search.engines.ArchiveBackend`."""
        entries = map(entry_of, documents)
        return writing.rebuild(self.shelf, entries, progress, notify, workers=workers, expected=expected)

    def words_near(self, form: str) -> list[tuple[str, int, int]]:
        """Words of the index nearly as another; see `archive.search.engines.ArchiveBackend`."""
        executor = self.executor()
        return [] if executor is None else words_near(executor.snapshot, form)

    def alike(self, article_id: int, most: int) -> list[tuple[int, float]]:
        """Articles like one; see `archive.search.engines.ArchiveBackend`."""
        executor = self.executor()
        return [] if executor is None else alike(executor, article_id, most)

    def has_copies(self) -> bool:
        """Whether any article is a copy of another."""
        executor = self.executor()
        return executor is not None and executor.snapshot.has_copies

    def generation(self) -> tuple[str, int] | None:
        """What names the present commit; None where there is none."""
        return self.shelf.state()

    def indexed_ids(self, *, thorough: bool = False) -> set[int]:
        """The ids of all articles in the index; see `archive.search.engines.ArchiveBackend`."""
        executor = self.executor()
        return executor.snapshot.ids(thorough=thorough) if executor is not None else set()

    # What Haystack asks

    def build_schema(self, fields: Any) -> tuple[str, Any]:  # noqa: ARG002 - the schema is the engine's own
        """The name of the document field and the schema."""
        from archive.search.engines.whoosh.schema import whoosh_schema  # noqa: PLC0415 - Haystack's own use only

        return "text", whoosh_schema()

    def setup(self) -> None:
        """Nothing to do: an index is made when the first article comes."""

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:  # noqa: ARG002
        """Index objects; always committed, since an uncommitted batch would be lost."""
        self.put(_documents(index, iterable))

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:  # noqa: ARG002
        """Remove an object, or what stands under an identifier."""
        identifier = get_identifier(obj_or_string)
        self.take_out([int(identifier.rpartition(".")[2])])

    def clear(self, models: Any = None, commit: bool = True) -> None:  # noqa: ARG002
        """Remove everything, or everything of some models."""
        if models is None:
            writing.clear(self.shelf)
            return
        executor = self.executor()
        if executor is not None:
            snapshot = executor.snapshot
            for model in models:
                documents = snapshot.postings(MODEL_FIELD, get_model_ct(model).encode())[0]
                self.take_out(snapshot.article_ids[documents].tolist())

    @log_query  # type: ignore[untyped-decorator]
    def search(self, query: Any, **options: Any) -> dict[str, Any]:
        """Search for Haystack: ``query`` is a tree or a string in the query language."""
        executor = self.executor()
        ask = Ask.of(query, options)
        if executor is None:
            return {"results": [], "hits": 0, "facets": {}}
        return asked(executor, ask, languages_of(executor.snapshot), self._result)

    def more_like_this(
        self, model_instance: Any, additional_query_string: Any = None, **options: Any
    ) -> dict[str, Any]:
        """Articles that share the weightiest words of one, which is left out itself."""
        executor = self.executor()
        if executor is None:
            return {"results": [], "hits": 0}
        ask = Ask.of(additional_query_string or "*", options)
        tree = similar(executor, int(model_instance.pk))
        if tree is None:
            return {"results": [], "hits": 0}
        ask = replace(ask, tree=ask.also(tree), without=(int(model_instance.pk),))
        return asked(executor, ask, languages_of(executor.snapshot), self._result)

    def _result(self, fields: dict[str, Any], score: float, result_class: Any) -> Any:
        """A result of Haystack out of stored fields."""
        rest = dict(fields)
        app_label, model_name = rest.pop("django_ct").split(".")
        make = result_class or SearchResult
        return make(app_label, model_name, rest.pop("django_id"), score, **rest)


def _documents(index: Any, objects: Iterable[Any]) -> Iterator[Document]:
    """What Haystack prepares of objects; one that cannot be prepared is named and left out."""
    for thing in objects:
        try:
            yield index.full_prepare(thing)
        except SkipDocument:
            log.info("%s was left out of the index", get_identifier(thing))


def entry_of(data: Document) -> Entry:
    """A document as the index takes it."""
    published = data.get("published_on")
    if isinstance(published, datetime):
        published = published.date()
    if published is not None and not isinstance(published, date):
        published = date.fromisoformat(str(published)[:10])
    facets = {name: _values(data.get(name)) for name in FACET_FIELDS}
    return Entry(
        article_id=int(data["django_id"]),
        model=data["django_ct"],
        title=data.get("title") or "",
        text=data.get("text") or "",
        language=next(iter(facets[Facet.LANGUAGE.value]), ""),
        facets=facets,
        published_on=published,
        is_copy=bool(data.get("copy")),
        own_source=data.get("own_source") or "",
    )


def _values(given: Any) -> list[str]:
    """A field's values: Haystack gives one, a list, or none."""
    if given is None or given == "":
        return []
    return [str(value) for value in given if value] if isinstance(given, list | tuple) else [str(given)]
