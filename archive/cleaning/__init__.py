"""Cleaning: from a page as it was found to an article, with every removal accounted for.

Pure: no database, no network, no Django. `clean` is the whole stage.
"""

from __future__ import annotations

from archive.cleaning.cleaner import clean
from archive.cleaning.furniture import Furniture, line_fingerprints

__all__ = ["Furniture", "clean", "line_fingerprints"]
