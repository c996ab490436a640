"""What tagging adds to an article: mentions, and each actor with its prominence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archive.documents.actors import ActorKind


class Place(StrEnum):
    """Where in an article a mention stands."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in an article.

    ``start`` and ``end`` count Unicode characters into the title where ``place`` is title, else into
    the text; ``surface`` is what stands there.
    """

    kind: ActorKind
    slug: str
    start: int
    end: int
    surface: str
    place: Place
    rule: str
    """Stable kebab-case name of the rule that found it, documented in docs/tagging.md."""
    record: str = ""
    """The name of the authority record (or the full name in the document) that earned it."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TaggedActor:
    """An actor of one article with its prominence, 0 to 1 (title and lead, how often, how spread)."""

    kind: ActorKind
    slug: str
    name: str
    code: str = ""
    discovered: bool = False
    """True where no authority file knows it."""
    members: tuple[str, ...] = ()
    """Slugs of the countries of an alliance that was written as countries ("the US-South Korea alliance")."""
    prominence: float = 0.0


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """What tagging found: each actor once, most prominent first, and every mention in reading order."""

    actors: tuple[TaggedActor, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def of_kind(self, kind: ActorKind) -> list[TaggedActor]:
        """The actors of one kind, most prominent first."""
        return [actor for actor in self.actors if actor.kind is kind]
