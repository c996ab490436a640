"""Curating: what a person decides about mentions, actors and articles; logged, undone, exported and imported.

Machine output and decisions are kept apart: decisions on mentions are laid over what tagging finds
(`archive.models.laying`), decisions on records remember what they changed and can take it back.
"""
