"""Where actors are named in a text: spans checked against the text, and one of overlapping ones chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from archive.documents import ActorKind, Place
from archive.models import Mention
from archive.models.laying import BY_CURATOR
from archive.web.wording import KINDS, rule_in_words


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that names an actor; offsets count characters."""

    start: int
    end: int
    kind: str
    name: str
    link: str
    rule: str
    record: str
    again: bool = False
    """Whether an earlier mark of the text names the same actor: that one is a stop for the Tab key, this one is not."""

    @property
    def explanation(self) -> str:
        """Who is meant, and which rule and record say so."""
        kind = KINDS[ActorKind(self.kind)][0]
        by_machine = self.rule and self.rule != BY_CURATOR
        reason = f"found by “{rule_in_words(self.rule)}”" if by_machine else "marked by a curator"
        record = f" from the record “{self.record}”" if self.record else ""
        return f"{self.name} ({kind}): {reason}{record}"

    def moved(self, by: int) -> Mark:
        """The same mark counted from another place."""
        return replace(self, start=self.start - by, end=self.end - by)


def marks_in(text: str, mentions: Iterable[Mention], *, title: bool = False) -> list[Mark]:
    """The marks of the mentions in a text (or in the title), in reading order and without overlaps.

    A span that lies outside the text, or where the text no longer says what was found, is left out: a
    wrong mark is worse than none. Of overlapping spans the one that begins first wins, then the longest.
    """
    found = []
    for mention in mentions:
        for span in mention.spans:
            if isinstance(span, Mapping) and (span.get("place") == Place.TITLE) == title:
                mark = _mark(text, mention, span)
                if mark:
                    found.append(mark)
    found.sort(key=lambda mark: (mark.start, -mark.end, mark.name))
    clear: list[Mark] = []
    named: set[str] = set()
    for mark in found:
        if not clear or mark.start >= clear[-1].end:
            clear.append(replace(mark, again=mark.link in named))
            named.add(mark.link)
    return clear


def _mark(text: str, mention: Mention, span: Mapping[str, Any]) -> Mark | None:
    start, end = span.get("start"), span.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return None
    if span.get("surface", text[start:end]) != text[start:end]:
        return None
    actor = mention.actor
    return Mark(
        start,
        end,
        actor.kind,
        actor.name,
        actor.get_absolute_url(),
        str(span.get("rule") or ""),
        str(span.get("record") or ""),
    )
