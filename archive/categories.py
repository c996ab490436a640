"""The sort of story: what sites name their sections after, in a few words of our own. Pure.

A section is whatever a page's metadata called it ("World", "Politik", "/news/asia/defence"); the first word that
says what stories it holds decides. A section that says nothing, as "News" or a country's name, gives none.
"""

from __future__ import annotations

from archive.slugs import slug_of

CATEGORIES = {
    "politics": "politics political government election elections parliament policy politik politique politica",
    "diplomacy": "diplomacy diplomatic foreign world international global geopolitics ausland monde mundo welt",
    "defence": "defence defense military security war army navy conflict terrorism sicherheit defensa",
    "economy": "economy economics economic business finance markets trade money energy wirtschaft economie economia",
    "justice": "law justice court courts crime police legal rights recht",
    "science": "science technology tech environment climate health space wissenschaft technik",
    "culture": "culture arts art books film music entertainment lifestyle religion travel kultur",
    "sport": "sport sports football soccer olympics",
    "opinion": "opinion opinions editorial editorials commentary comment analysis views column columns essay meinung",
}
"""Each category with the words of section names that mean it."""

_OF_WORD = {word: name for name, words in CATEGORIES.items() for word in words.split()}
_STRONGEST = ("opinion", "defence", "sport")
"""What a section is foremost, whichever other words stand beside: "World opinion" is opinion."""


def category_of(section: str) -> str:
    """The category of a section's name, or an empty string."""
    found = [_OF_WORD[word] for word in slug_of(section[:200]).split("-") if word in _OF_WORD]
    return next((name for name in _STRONGEST if name in found), found[0] if found else "")
