"""Whether a short text is nothing but the name of the site it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.cleaning.addresses import host_of

MOST_NAME_WORDS = 6
LEAST_HOST_NAME = 5
"""A host's name shorter than this stands in too many words."""
LEAST_NAME = 4
LEGAL_SIZE = 200
_NOT_LETTERS = re.compile(r"[\W_]+")
_GENERIC_HOSTS = frozenset({"www", "news", "blog", "online", "english", "edition", "mobile", "amp"})
_LEGAL_WORDS = ("©", "(c)", "copyright", "all rights reserved", "alle rechte", "tous droits", "todos los derechos")


def plain(text: str) -> str:
    """Letters and digits of a text, in lower case."""
    return _NOT_LETTERS.sub("", text).casefold()


def _has_any(wanted: Sequence[str], text: str) -> bool:
    return any(words in text for words in wanted)


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of the site's name: as it is stated, as its host says it, as its copyright line says it."""

    names: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    legal: str = ""

    @classmethod
    def known(cls, names: Iterable[str], hosts: Iterable[str], lines: Sequence[str] = ()) -> Site:
        """From stated names, addresses or hosts, and the page's lines, among them its copyright line."""
        parts = {
            plain(part)
            for host in hosts
            for part in (host_of(host) if "/" in host else host).split(".")[:-1]
            if part not in _GENERIC_HOSTS
        }
        short = [line for line in lines if len(line) <= LEGAL_SIZE]
        all_low = "\n".join(short).lower()
        there = [words for words in _LEGAL_WORDS if words in all_low]
        legal = " ".join([plain(line) for line in short if _has_any(there, line.lower())] if there else [])
        return cls(
            frozenset(filter(None, map(plain, names))),
            frozenset(part for part in parts if len(part) >= LEAST_HOST_NAME),
            legal,
        )

    def is_named(self, text: str) -> bool:
        """Whether a text of a few words is the site's name."""
        words = text.split(None, MOST_NAME_WORDS)
        return 1 <= len(words) <= MOST_NAME_WORDS and self._is_name(plain(text), several=len(words) > 1)

    def _is_name(self, bare: str, *, several: bool) -> bool:
        if len(bare) < LEAST_NAME:
            return False
        if bare in self.names or (several and bare in self.legal):
            return True
        return any(host in bare for host in self.hosts) if self.hosts else False

    def named_among(self, texts: Sequence[str], folded: Sequence[str]) -> frozenset[int]:
        """Which of many texts, each on one line, are the site's name; ``folded`` are the same folded."""
        if not (texts and (self.names or self.hosts or self.legal)):
            return frozenset()
        joined = "\n".join(folded)
        if joined.isascii():
            bare = joined.replace(" ", "").replace("'", "").split("\n")
        else:
            bare = [plain(text) for text in texts]
        fit = [index for index, one in enumerate(bare) if self._is_name(one, several=True)]
        return frozenset(index for index in fit if self.is_named(texts[index]))
