"""Search: a request becomes an engine's query, its answer a result with facets and snippets.

`search(request)` answers a `SearchRequest`; `archive.search.indexing` writes the index.
"""
