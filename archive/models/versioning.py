"""Captures of one article put in order and made into versions: a change of title or text is a new one.

A capture may come in late: an older crawl read after a newer one. Versions stand in the order in which
the pages were seen, never in that in which they came in.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from archive.comparing import edits_between
from archive.models.articles import Article
from archive.models.captures import Capture
from archive.models.versions import Version


@dataclass(frozen=True, slots=True)
class State:
    """What one capture said: when it was seen (aware), and title and text as cleaning gave them."""

    seen_at: datetime
    title: str
    text: str
    byline: str = ""
    published_on: date | None = None

    @property
    def digest(self) -> str:
        """By which two states are one: case, white space, quotes and dashes don't count."""
        return state_digest(self.title, self.text)


def state_digest(title: str, text: str) -> str:
    """SHA-256 of title and text, folded."""
    folded = unicodedata.normalize("NFKC", f"{title}\n{text}").casefold()
    return hashlib.sha256(" ".join(re.findall(r"\w+", folded)).encode()).hexdigest()


def seen_at(capture: Capture) -> datetime:
    """When a capture shows the page: when it was fetched, or kept where that is unknown."""
    return capture.captured_at or capture.kept_at


def present_state(article: Article) -> State:
    """The state that the article is in now, seen when its first capture was; its captures have to be stored."""
    captures = list(article.captures.all())
    newest = article.versions.in_order().last()
    # A headline that a curator wrote is no edit of the publisher's; what the page said stands in the last version.
    title = newest.title if newest and "title" in article.curated_fields else article.title
    first = min(seen_at(capture) for capture in captures) if captures else article.added_at
    return State(first, title, article.text, article.byline, article.published_on)


def add_state(article: Article, capture: Capture, state: State, before: State) -> bool:
    """Put what a new capture said among the article's versions; gives whether the article has to take it over.

    ``before`` is the state the article was in until now. Call it within the transaction that stores the
    capture, and before the article is filled.
    """
    if state.digest == before.digest and not article.versions.exists():
        return False
    states = [(capture, state)]
    for other in article.captures.exclude(pk=capture.pk).select_related("version"):
        said = _state_of(other.version) if other.version else before
        states.append((other, replace(said, seen_at=seen_at(other))))
    set_states(article, states)
    newest = max(states, key=lambda pair: (pair[1].seen_at, pair[0].pk))[1]
    return newest.digest == state.digest != before.digest


def _state_of(version: Version) -> State:
    return State(version.seen_at, version.title, version.text, version.byline, version.published_on)


def set_states(article: Article, states: Sequence[tuple[Capture, State]]) -> None:
    """Make the article's versions anew from what each of its captures says, as after cleaning again."""
    ordered = sorted(states, key=lambda pair: (pair[1].seen_at, pair[0].pk))
    wanted: list[tuple[State, list[Capture]]] = []
    for capture, state in ordered:
        if wanted and wanted[-1][0].digest == state.digest:
            wanted[-1][1].append(capture)
        else:
            # Two states within one second of a crawl follow each other.
            least = wanted[-1][0].seen_at + timedelta(microseconds=1) if wanted else state.seen_at
            wanted.append((replace(state, seen_at=max(state.seen_at, least)), [capture]))
    if len(wanted) < 2:
        article.versions.all().delete()
        return
    known = {(version.seen_at, version.state_sha256): version for version in article.versions.all()}
    kept = [known.get((state.seen_at, state.digest)) for state, _ in wanted]
    article.versions.exclude(pk__in=[version.pk for version in kept if version]).delete()
    earlier: Version | None = None
    for (state, captures), found in zip(wanted, kept, strict=True):
        version = found or _row(article, state)
        version.title, version.text, version.byline = state.title, state.text, state.byline
        version.save()
        _say_changes(earlier, version)
        Capture.objects.filter(pk__in=[capture.pk for capture in captures]).update(version=version)
        earlier = version


def _row(article: Article, state: State) -> Version:
    return Version(
        article=article,
        seen_at=state.seen_at,
        title=state.title,
        byline=state.byline,
        published_on=state.published_on,
        text=state.text,
        state_sha256=state.digest,
    )


def _say_changes(earlier: Version | None, version: Version) -> None:
    """Note on a version what it changed."""
    changes: dict[str, Any] = {}
    silent = False
    if earlier is not None:
        edits = edits_between(earlier.title, earlier.text, version.title, version.text)
        changes = {
            name: value
            for name, value in (
                ("headline", edits.headline),
                ("removed", len(edits.removed)),
                ("added", len(edits.added)),
                ("reworded", len(edits.reworded)),
            )
            if value
        }
        if changes and edits.explained:
            changes["explained"] = True
        silent = edits.silent
    if (changes, silent) != (version.changes, version.is_silent):
        version.changes, version.is_silent = changes, silent
        version.save(update_fields=["changes", "is_silent"])
