"""The cast of a document: its persons, their names, and where each is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from archive.documents import ActorRecord
from archive.tagging.folding import fold
from archive.tagging.known import Named


@dataclass(slots=True)
class Person:
    """A person of the document."""

    slug: str
    name: str
    forms: list[tuple[str, ...]]
    """The full names as lower-case folded words without particles' capitals."""
    first: int
    record: ActorRecord | None = None
    addressed: str = ""
    """Whether a form of address or kin calls the person a man or a woman; empty where none does."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name as it is shown, folded and in small letters."""
        return words_of(self.name)


@dataclass(slots=True)
class Persons:
    """The persons of a document and where they are named."""

    people: dict[str, Person] = field(default_factory=dict)
    mentions: list[Named] = field(default_factory=list)


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """Give the words of a name, folded and in small letters."""
    return tuple(fold(name).casefold().split())


def within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether some words stand side by side in others."""
    size = len(part)
    return any(whole[index : index + size] == part for index in range(len(whole) - size + 1))


def joined_mentions(mentions: list[Named]) -> list[Named]:
    """Join two words of one name that were resolved one by one, as in a line of capitals ("ANA DIAZ")."""
    joined: list[Named] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last
            and last.slug == mention.slug
            and mention.start - last.end == 1
            and mention.rule == last.rule == "short-name"
        ):
            joined[-1] = last._replace(end=mention.end)
        else:
            joined.append(mention)
    return joined
