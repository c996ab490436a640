"""The names shown for what stands in the index; pages and API share them."""

from archive.search.labels import labels_for, labels_of, resolved

__all__ = ["labels_for", "labels_of", "resolved"]
