"""Decisions as YAML, out and in: named by natural keys, so that another archive or a rebuilt one takes them over.

Decisions of other kinds (on blocks of a page and lines of a source) stand in the same file under names of
their own and come in first, since they change the text that the others speak of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import yaml
from django.db import transaction
from django.utils import timezone

from archive.curation import blocks
from archive.curation.deciding import Proposal, decide
from archive.curation.keys import Key, find_actor, find_article, find_source
from archive.curation.records import Change, NotReversible, apply_change
from archive.curation.undoing import undo
from archive.curation.withdrawing import withdraw_again
from archive.documents import ArchiveError
from archive.models import Decision
from archive.models.decisions import MENTION_VERBS, Scope, Verb

FORMAT = 1
"""Version of the file's form; a file of another one is refused."""

Exporter = Callable[[], list[dict[str, Any]]]
Importer = Callable[[list[dict[str, Any]]], list[str]]
"""Takes entries over and gives what found nothing to stand on."""


@dataclass(slots=True)
class Imported:
    """What an import did; ``conflicts`` name each decision that was left out and why."""

    made: int = 0
    undone: int = 0
    unchanged: int = 0
    conflicts: list[str] = field(default_factory=list)


class UnreadableDecisions(ArchiveError):
    """A file of decisions that cannot be read; the message says what is wrong and where."""


_ROOMS: dict[str, tuple[Exporter, Importer]] = {"blocks": (blocks.export_decisions, blocks.import_decisions)}
"""The other kinds of decisions, by their names in the file."""


def export_decisions() -> str:
    """All decisions, undone ones too, oldest first."""
    rows = Decision.objects.order_by("at", "pk")
    document: dict[str, Any] = {"format": FORMAT, "decisions": [_entry(row) for row in rows]}
    for name, (exporter, _) in sorted(_ROOMS.items()):
        document[name] = exporter()
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)


def _entry(row: Decision) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "key": str(row.key),
        "verb": row.verb,
        "scope": row.scope,
        "words": row.words,
        **row.target,
        "detail": row.detail,
        "effect": row.effect,
        "reason": row.reason,
        "by": row.by,
        "at": row.at.isoformat(),
        "undone_at": row.undone_at.isoformat() if row.undone_at else "",
        "undone_by": row.undone_by,
    }
    return {name: value for name, value in entry.items() if value not in ("", [], {})}


def import_decisions(text: str | bytes) -> Imported:
    """Make the decisions of a file that this archive doesn't have, oldest first.

    A decision is known by its key: importing twice changes nothing. One that does not fit (its actor
    or article is missing, a record says something else) is reported and left out. Raises
    UnreadableDecisions for what is no such file.
    """
    document = _document(text)
    imported = Imported()
    _of_other_rooms(document, imported)
    for number, entry in _in_order(document["decisions"]):
        try:
            with transaction.atomic():
                _take_in(entry, imported)
        except (ArchiveError, KeyError, TypeError, ValueError) as error:
            reason = str(error) if isinstance(error, ArchiveError) else f"its form is wrong ({error!r})"
            imported.conflicts.append(f"decision {number} ({_title(entry)}): {reason}")
    return imported


def _in_order(entries: list[Any]) -> list[tuple[int, Any]]:
    """The entries with their numbers from 1: those to be undone here go first, the latest before what it builds on."""
    standing = {str(key) for key in Decision.objects.standing().values_list("key", flat=True)}
    numbered = list(enumerate(entries, start=1))
    to_undo = [
        (number, entry)
        for number, entry in numbered
        if isinstance(entry, dict) and entry.get("undone_at") and str(entry.get("key")) in standing
    ]
    first = {number for number, _ in to_undo}
    return [*reversed(to_undo), *(one for one in numbered if one[0] not in first)]


def _of_other_rooms(document: dict[str, Any], imported: Imported) -> None:
    for name, (_, importer) in sorted(_ROOMS.items()):
        try:
            imported.conflicts += importer(document.get(name) or [])
        except (KeyError, TypeError, ValueError) as error:
            imported.conflicts.append(f"{name}: the form is wrong ({error!r})")


def _document(text: str | bytes) -> dict[str, Any]:
    try:
        document = yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeError) as error:
        raise UnreadableDecisions(f"not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(document, dict) or not isinstance(document.get("decisions"), list):
        raise UnreadableDecisions("no decisions in it: it should begin with “format: 1” and have a list “decisions”")
    if document.get("format") != FORMAT:
        raise UnreadableDecisions(f"format {document.get('format')!r} is not known; this archive reads {FORMAT}")
    unknown = set(document) - {"format", "decisions", *_ROOMS}
    if unknown:
        raise UnreadableDecisions(f"{min(map(str, unknown))!r} is not known; decisions stand below “decisions”")
    return document


def _title(entry: Any) -> str:
    if not isinstance(entry, dict):
        return "no mapping"
    actor = entry.get("actor") or {}
    return " ".join(filter(None, [str(entry.get("verb")), str(actor.get("slug") or ""), str(entry.get("words") or "")]))


def _take_in(entry: dict[str, Any], imported: Imported) -> None:
    key = UUID(str(entry["key"]))
    known = Decision.objects.filter(key=key).first()
    undone = bool(entry.get("undone_at"))
    if known:
        if undone and not known.undone_at:
            undo(known, str(entry["undone_by"]), index=False)
            imported.undone += 1
        else:
            imported.unchanged += 1
        return
    if undone:
        _write(entry, key)  # it is history: what it changed was taken back
    elif entry["verb"] == Verb.WITHDRAW:
        withdraw_again(entry, key, _moment(entry["at"]))
    elif entry["verb"] in (Verb.EDIT, Verb.CORRECT):
        decision = _write(entry, key)
        for change in entry.get("effect", []):
            _apply(change, decision)
    else:
        _decide_again(entry, key)
    imported.made += 1


def _apply(change: Change, decision: Decision) -> None:
    """Carry a recorded edit over; what says neither what it said before nor what it says after is a conflict."""
    try:
        apply_change(change)
    except NotReversible as error:
        raise UnreadableDecisions(str(error)) from error
    if decision.article:
        decision.article.needs_index = True
        decision.article.needs_tagging = True
        decision.article.save(update_fields=["needs_index", "needs_tagging", "changed_at"])


def _decide_again(entry: dict[str, Any], key: UUID) -> None:
    verb = Verb(entry["verb"])
    detail = dict(entry.get("detail") or {})
    actor_key: Key | None = detail.pop("from", None) if verb == Verb.SPLIT else entry.get("actor")
    actor = find_actor(actor_key)
    if actor is None and verb != Verb.CREATE:
        raise UnreadableDecisions(f"the archive knows no {_named(actor_key)}")
    article = find_article(entry.get("article"))
    if entry.get("article") and article is None:
        raise UnreadableDecisions(f"the archive has no article {entry['article'].get('title')!r}")
    source = find_source(entry.get("source"))
    if entry.get("source") and source is None:
        raise UnreadableDecisions(f"the archive has no source {entry['source'].get('slug')!r}")
    scope = Scope(entry["scope"]) if entry.get("scope") and verb in MENTION_VERBS else None
    if actor is not None and actor.merged_into_id and verb in MENTION_VERBS:
        actor = actor.kept()
    proposal = Proposal(verb, actor, article, source, scope, str(entry.get("words") or ""), detail)
    decided = decide(proposal, str(entry["by"]), str(entry.get("reason") or ""), index=False)
    Decision.objects.filter(pk=decided.decision.pk).update(key=key, at=_moment(entry["at"]))


def _write(entry: dict[str, Any], key: UUID) -> Decision:
    target = {name: entry[name] for name in ("actor", "article", "source") if entry.get(name)}
    actor, article = find_actor(target.get("actor")), find_article(target.get("article"))
    return Decision.objects.create(
        key=key,
        verb=Verb(entry["verb"]),
        scope=str(entry.get("scope") or ""),
        actor=actor,
        article=article,
        source=find_source(target.get("source")),
        target=target,
        words=str(entry.get("words") or ""),
        detail=entry.get("detail") or {},
        effect=entry.get("effect") or [],
        reason=str(entry.get("reason") or ""),
        by=str(entry["by"]),
        at=_moment(entry["at"]),
        undone_at=_moment(entry["undone_at"]) if entry.get("undone_at") else None,
        undone_by=str(entry.get("undone_by") or ""),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(str(text))
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _named(key: Key | None) -> str:
    return f"{key.get('kind')} {key.get('slug')}" if key else "actor without a key"
