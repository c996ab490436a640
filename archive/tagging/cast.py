"""The cast of a document: its persons, their names, and where each is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from archive.documents import ActorKind, ActorRecord, NameSort
from archive.tagging.folding import fold, in_two_letters
from archive.tagging.known import Named
from archive.tagging.vocabulary import particles


@dataclass(slots=True, eq=False)
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


def indexed_words(forms: Iterable[tuple[str, ...]]) -> list[str]:
    """Give the words by which a person of these names is looked up."""
    small = particles()
    return list(dict.fromkeys([word for form in forms for word in form if len(word) > 1 and word not in small]))


class Forms(dict[str, tuple[list[tuple[str, ...]], list[str]]]):
    """Of each listed person, by slug, the full names as words, and the words by which the person is looked up."""

    def __init__(self, records: Mapping[tuple[ActorKind, str], ActorRecord]) -> None:
        super().__init__()
        self.records = records

    def __missing__(self, slug: str) -> tuple[list[tuple[str, ...]], list[str]]:
        """Work out the names of a person who is met for the first time."""
        record = self.records[ActorKind.PERSON, slug]
        full = [name.text for name in record.names if name.sort is NameSort.FULL] or [record.name]
        families = [words_of(name.text)[-1:] for name in record.names if name.sort is NameSort.SURNAME]
        forms = [words_of(name) for name in dict.fromkeys([*full, *map(in_two_letters, full)])]
        found = self[slug] = forms, indexed_words([*forms, *families])
        return found


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
