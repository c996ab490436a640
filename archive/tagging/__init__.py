"""Tagging: which persons, countries, organisations and alliances an article names, and where.

`tag` is the stage; an `Authority` is built once, from files or from records, and shared. Nothing here
knows of Django or a database.
"""

from archive.tagging.authority import Authority
from archive.tagging.authority_files import AuthorityError, read_authority_file
from archive.tagging.records import tag_record
from archive.tagging.tagger import tag, tag_text

__all__ = ["Authority", "AuthorityError", "read_authority_file", "tag", "tag_record", "tag_text"]
