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


def add_state(article: Article, capture: Capture, state: State, before: State | None) -> bool:
    """Put what a new capture said among the article's versions; gives whether it is now the newest.

    ``before`` is the state the article was in until now, needed while it has no versions. Call it
    before the article is filled with the new state, within its transaction.
    """
    versions = list(article.versions.in_order())
    if not versions:
        if before is None or before.digest == state.digest:
            return before is None or state.seen_at >= before.seen_at
        first = _row(article, before)
        first.save()
        Capture.objects.filter(article=article, version=None).exclude(pk=capture.pk).update(version=first)
        versions = [first]
    place = sum(version.seen_at <= state.seen_at for version in versions)
    earlier = versions[place - 1] if place else None
    later = versions[place] if place < len(versions) else None
    if earlier is not None and earlier.state_sha256 == state.digest:
        version = earlier
    elif later is not None and later.state_sha256 == state.digest:
        version = later
        version.seen_at = state.seen_at
        version.save(update_fields=["seen_at"])
    else:
        taken = {version.seen_at for version in versions}
        while state.seen_at in taken:  # two states within one second of a crawl: both stay, in the order they came in
            state = replace(state, seen_at=state.seen_at + timedelta(microseconds=1))
        version = _row(article, state)
        version.save()
        _say_changes(earlier, version)
        if later is not None:
            _say_changes(version, later)
    capture.version = version
    capture.save(update_fields=["version"])
    return later is None


def set_states(article: Article, states: Sequence[tuple[Capture, State]]) -> None:
    """Make the article's versions anew from what each of its captures says, as after cleaning again."""
    ordered = sorted(states, key=lambda pair: (pair[1].seen_at, pair[0].pk))
    wanted: list[tuple[State, list[Capture]]] = []
    for capture, state in ordered:
        if wanted and wanted[-1][0].digest == state.digest:
            wanted[-1][1].append(capture)
        elif wanted and wanted[-1][0].seen_at == state.seen_at:
            wanted[-1] = (state, [*wanted[-1][1], capture])
        else:
            wanted.append((state, [capture]))
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
