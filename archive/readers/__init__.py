"""Readers: a file or folder becomes RawDocuments, one format a file; docs/formats.md lists them.

`read(path)` yields a `RawDocument` for each page found and a `Rejection`, with its reason, for each
that cannot be read; it never stops at a bad one.
"""

from archive.readers.files import Found, Reading, Rejection, interpret, read

__all__ = ["Found", "Reading", "Rejection", "interpret", "read"]
