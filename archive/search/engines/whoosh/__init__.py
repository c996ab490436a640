"""The embedded engine: a Whoosh index searched by arrays, under Haystack."""

from haystack.backends import BaseEngine

from archive.search.engines.whoosh.backend import WhooshBackend
from archive.search.engines.whoosh.clauses import WhooshQuery


class WhooshEngine(BaseEngine):  # type: ignore[misc]
    """``ENGINE`` of a Haystack connection; options: ``PATH`` (a folder) and ``CACHE_MB``."""

    backend = WhooshBackend
    query = WhooshQuery
