"""Decisions in words, for the log and for what is said after one was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.curation.deciding import Decided
from archive.curation.keys import find_actor
from archive.models import Decision
from archive.models.decisions import Verb

SHOWN_CHANGES = 12
"""Changes of a record listed in the log; an export has them all."""


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as the log shows it."""

    decision: Decision
    sentence: str
    changes: tuple[str, ...]
    actor: str
    actor_link: str


def told(decision: Decision) -> Told:
    """A decision in words."""
    actor = decision.actor
    key = decision.target.get("actor") or {}
    name = actor.name if actor else str(key.get("slug", "")).replace("-", " ")
    changes = tuple(_changes(decision))
    return Told(
        decision, _sentence(decision, name), changes[:SHOWN_CHANGES], name, actor.get_absolute_url() if actor else ""
    )


def _sentence(decision: Decision, name: str) -> str:  # noqa: PLR0911 - one a verb
    words, detail = decision.words, decision.detail
    match decision.verb:
        case Verb.CONFIRM:
            return f"{name} is named here"
        case Verb.REJECT:
            return f"{name} is not meant here"
        case Verb.ADD:
            return f"“{words}” names {name} here"
        case Verb.MEANS:
            return f"“{words}” means {name} {_where(decision)}"
        case Verb.NEVER:
            return f"“{words}” never means {name} {_where(decision)}"
        case Verb.SPLIT:
            whose = f"means {name}" if detail.get("into") else "is an actor of its own"
            return f"“{words}” {whose}, not {_name_of(detail.get('from'))}"
        case Verb.MERGE:
            others = ", ".join(_name_of(key) for key in detail.get("others", []))
            return f"{others} and {name} are one"
        case Verb.RENAME:
            return f"“{_former_name(decision) or name}” is now called “{detail.get('name', '')}”"
        case Verb.ALIAS:
            return f"“{words}” is a name of {name}"
        case Verb.KIND:
            kind = str(detail.get("kind", ""))
            return f"{name} is {'an' if kind[:1] in {'a', 'o'} else 'a'} {kind}"
        case Verb.CORRECT | Verb.WITHDRAW:
            return f"{decision.get_verb_display()}: {decision.target.get('article', {}).get('title', '')}"
        case _:
            return f"{decision.get_verb_display()}: {name}"


def _where(decision: Decision) -> str:
    source = decision.source.name if decision.source else str(decision.target.get("source", {}).get("slug", ""))
    return {"article": "here", "source": f"in {source}", "always": "anywhere"}.get(decision.scope, "")


def _name_of(key: Any) -> str:
    """The name of the record of a key, or what its slug tells where it is gone."""
    if not isinstance(key, dict):
        return ""
    found = find_actor(key)
    return found.name if found else str(key.get("slug", "")).replace("-", " ")


def _former_name(decision: Decision) -> str:
    """What an actor was called before a decision renamed it."""
    for change in decision.effect:
        before, _ = change["fields"].get("name", ("", ""))
        if before:
            return str(before)
    return ""


def _changes(decision: Decision) -> Iterator[str]:
    for change in decision.effect:
        whose = change["key"].get("slug") or change["key"].get("title") or ""
        if change["made"]:
            yield f"{whose}: made"
            continue
        for name, (before, after) in change["fields"].items():
            if name != "curated_fields":
                yield f"{whose}, {name.replace('_', ' ')}: {_plain(before)} → {_plain(after)}"
        for name, rows in change["rows"].items():
            for sign, members in (("+", rows["added"]), ("−", rows["removed"])):
                for row in members:
                    yield f"{whose}, {name}: {sign} {_plain(row)}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("text") or value.get("title") or value.get("slug") or "membership")
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "–"
    return f"“{value}”" if value not in (None, "") else "–"


def after(decided: Decided) -> str:
    """What is said when a decision was made or undone."""
    number, waiting = decided.touched.done, decided.touched.waiting
    text = f"{told(decided.decision).sentence}."
    if number > 1:
        text += f" {number:,} articles were brought up to date."
    if waiting:
        text += f" {waiting:,} more articles are marked: “manage.py retag --waiting” brings them up to date."
    return text
