"""Records of actors and articles as plain values: photographed, compared, and taken back.

A change is ``{"what": "actor" or "article", "key": …, "made": bool, "fields": {name: [before, after]},
"rows": {list: {"added": […], "removed": […]}}}``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from archive.curation.keys import Key, actor_key, find_actor, find_article, find_source, source_key
from archive.documents import ArchiveError
from archive.models import Actor, ActorName, ActorOffice, Article, Membership

Record = dict[str, Any]
Change = dict[str, Any]

COLUMNS = (
    "name",
    "code",
    "status",
    "since",
    "until",
    "description",
    "wikidata",
    "identifiers",
    "pair",
    "curated_fields",
)
ARTICLE_COLUMNS = (
    "title",
    "byline",
    "published_on",
    "date_precision",
    "date_origin",
    "language",
    "description",
    "section",
    "url",
    "curated_fields",
)
_NAME = ("text", "sort", "language", "since", "until", "ambiguous", "file", "curated")
_OFFICE = ("title", "since", "until", "file")
_MEMBERSHIP = ("since", "until", "status")


class NotReversible(ArchiveError):
    """A change that cannot be taken back; the message says why."""


def photograph(actor: Actor) -> Record:
    """All that an actor's record says and what refers to it, by natural keys."""
    actor = Actor.objects.select_related("country", "merged_into").get(pk=actor.pk)
    return {
        "fields": {
            **{column: getattr(actor, column) for column in COLUMNS},
            "country": actor_key(actor.country) if actor.country else None,
            "merged_into": actor_key(actor.merged_into) if actor.merged_into else None,
        },
        "rows": {
            "names": list(actor.names.order_by("pk").values(*_NAME)),
            "offices": [
                {**_only(office, _OFFICE), "body": actor_key(office.body) if office.body else None}
                for office in actor.offices.select_related("body").order_by("pk")
            ],
            "memberships": [
                {**_only(row, _MEMBERSHIP), "alliance": actor_key(row.alliance), "member": actor_key(row.member)}
                for row in Membership.objects.filter(Q(alliance=actor) | Q(member=actor))
                .select_related("alliance", "member")
                .order_by("pk")
            ],
            "successors": _keys(actor.successors.all()),
            "predecessors": _keys(actor.predecessors.all()),
            "nationals": _keys(actor.nationals.all()),
            "merged": _keys(actor.merged.all()),
            "held": [
                {**_only(office, _OFFICE), "actor": actor_key(office.actor)}
                for office in actor.officeholders.select_related("actor").order_by("pk")
            ],
        },
    }


def photograph_article(article: Article) -> Record:
    """The fields of an article that a curator may correct."""
    fields = {column: getattr(article, column) for column in ARTICLE_COLUMNS}
    fields["published_on"] = article.published_on.isoformat() if article.published_on else None
    fields["source"] = source_key(article.source)
    fields["copy_of"] = _copied(article)
    return {"fields": fields, "rows": {}}


def _copied(article: Article) -> list[str]:
    """The digests of the captures of the article that this one is a copy of."""
    if article.copy_of is None:
        return []
    return list(article.copy_of.captures.order_by("pk").values_list("payload_sha256", flat=True)[:1]) or [
        f"#{article.copy_of_id}"
    ]


def difference(what: str, key: Key, before: Record | None, after: Record) -> Change | None:
    """What changed between two photographs; None where nothing did. Without a first one, the record was made."""
    old = before or {"fields": {}, "rows": {}}
    fields = {
        name: [old["fields"].get(name), value]
        for name, value in after["fields"].items()
        if name not in old["fields"] or old["fields"][name] != value
    }
    rows = {}
    for name, members in after["rows"].items():
        earlier = old["rows"].get(name, [])
        added, removed = _missing(members, earlier), _missing(earlier, members)
        if added or removed:
            rows[name] = {"added": added, "removed": removed}
    if not fields and not rows and before is not None:
        return None
    return {"what": what, "key": key, "made": before is None, "fields": fields, "rows": rows}


def aspects(change: Change) -> set[tuple[str, str, str]]:
    """What a change is about, so that two changes that share one cannot be taken back out of order."""
    key = str(sorted((name, str(value)) for name, value in change["key"].items() if name not in {"title", "text"}))
    about = {(change["what"], key, name) for name in change["fields"] if name != "curated_fields"}
    for name, rows in change["rows"].items():
        for row in (*rows["added"], *rows["removed"]):
            about.add((change["what"], key, f"{name}: {row.get('text') or row.get('title') or row}"))
    if change["made"]:
        about.add((change["what"], key, "made"))
    return about


def take_back(change: Change) -> None:
    """Undo one change of a record. Raises NotReversible where the record is gone or says something else by now."""
    if change["what"] == "article":
        _article_back(change)
        return
    actor = find_actor(change["key"])
    if actor is None:
        raise NotReversible(f"The actor {change['key']['slug']} is no longer there.")
    if change["made"]:
        actor.delete()
        return
    for name, (before, after) in change["fields"].items():
        if name != "curated_fields" and _value(actor, name) not in (after, before):
            raise NotReversible(f"{name} of {actor} says something else by now than this decision made it.")
        _set(actor, name, before, after)
    actor.save()
    for name, rows in change["rows"].items():
        _rows_back(actor, name, rows["added"], rows["removed"])


def _article_back(change: Change) -> None:
    article = find_article(change["key"])
    if article is None:
        raise NotReversible("The article is no longer there.")
    now, decided = photograph_article(article)["fields"], set(article.curated_fields)
    for name, (before, after) in change["fields"].items():
        if name == "curated_fields":
            article.curated_fields = _without(article.curated_fields, before or [], after)
            continue
        # What a run has found since is no word against a curator's; another curator's is.
        if now[name] not in (after, before) and _LABELS.get(name, name) in decided:
            raise NotReversible(f"{name} of the article says something else by now than this decision made it.")
        set_article_field(article, name, before)
    article.save()


_LABELS = {"date_precision": "published_on", "date_origin": "published_on"}
"""Fields that are decided on with another."""


def set_article_field(article: Article, name: str, value: Any) -> None:
    """Give an article's field a photographed value; raises NotReversible for a source that isn't there any more."""
    if name == "published_on":
        article.published_on = date.fromisoformat(value) if value else None
    elif name == "source":
        source = find_source(value)
        if source is None:
            raise NotReversible(f"The source {value['slug']} is no longer there.")
        article.source = source
    elif name == "copy_of":
        # The first of the story that it leaves held its source.
        Article.objects.filter(pk__in=[article.copy_of_id or 0]).mark_for_index()
        article.copy_of = _copy_named(value)
    else:
        setattr(article, name, value)


def _copy_named(digests: list[str]) -> Article | None:
    if not digests:
        return None
    if digests[0].startswith("#"):
        return Article.objects.filter(pk=int(digests[0][1:])).first()
    return find_article({"sha256": digests})


def _value(actor: Actor, name: str) -> Any:
    value = getattr(actor, name)
    return (actor_key(value) if value else None) if name in {"country", "merged_into"} else value


def _set(actor: Actor, name: str, before: Any, after: Any) -> None:
    if name in {"country", "merged_into"}:
        setattr(actor, name, find_actor(before))
    elif name == "curated_fields":
        actor.curated_fields = _without(actor.curated_fields, before or [], after)
    else:
        setattr(actor, name, before)


def _without(now: Iterable[str], before: Iterable[str], after: Iterable[str]) -> list[str]:
    """The labels of now without those that one decision added, and with those it took away."""
    added, gone = set(after) - set(before), set(before) - set(after)
    return sorted((set(now) - added) | gone)


def _rows_back(actor: Actor, name: str, added: list[Record], removed: list[Record]) -> None:
    """Take away rows that a change added and put back those that it took away."""
    for row in added:
        _row_queryset(actor, name, row).delete() if name in _ROWS else _relate(actor, name, row, there=False)
    for row in removed:
        if name not in _ROWS:
            _relate(actor, name, row, there=True)
        elif not _row_queryset(actor, name, row).exists():
            _make_row(actor, name, row)


_ROWS = ("names", "offices", "held", "memberships")


def _row_queryset(actor: Actor, name: str, row: Record) -> Any:
    if name == "names":
        return ActorName.objects.filter(actor=actor, text=row["text"], sort=row["sort"])
    if name == "memberships":
        alliance, member = find_actor(row["alliance"]), find_actor(row["member"])
        return Membership.objects.filter(alliance=alliance, member=member, **{key: row[key] for key in _MEMBERSHIP})
    holder, body = _office_ends(actor, name, row)
    return ActorOffice.objects.filter(actor=holder, body=body, **{key: row[key] for key in ("title", "since", "until")})


def _make_row(actor: Actor, name: str, row: Record) -> None:
    if name == "names":
        ActorName.objects.create(actor=actor, **row)
    elif name == "memberships":
        alliance, member = find_actor(row["alliance"]), find_actor(row["member"])
        if alliance and member:
            Membership.objects.create(alliance=alliance, member=member, **{key: row[key] for key in _MEMBERSHIP})
    else:
        holder, body = _office_ends(actor, name, row)
        if holder:
            ActorOffice.objects.create(actor=holder, body=body, **{key: row[key] for key in _OFFICE})


def _office_ends(actor: Actor, name: str, row: Record) -> tuple[Actor | None, Actor | None]:
    """Holder and body of an office, as photographed from either end."""
    return (actor, find_actor(row["body"])) if name == "offices" else (find_actor(row["actor"]), actor)


def _relate(actor: Actor, name: str, key: Key, *, there: bool) -> None:
    other = find_actor(key)
    if other is None:
        return
    if name in {"nationals", "merged"}:
        column = "country" if name == "nationals" else "merged_into"
        now = Actor.objects.filter(pk=other.pk)
        (now if there else now.filter(**{column: actor})).update(**{column: actor if there else None})
    elif name in {"successors", "predecessors"}:
        related = getattr(actor, name)
        if there:
            related.add(other)
        else:
            related.remove(other)


def _only(row: Any, columns: Iterable[str]) -> Record:
    return {column: getattr(row, column) for column in columns}


def _keys(actors: Iterable[Actor]) -> list[Key]:
    return sorted((actor_key(actor) for actor in actors), key=lambda key: (key["kind"], key["slug"]))


def _missing(rows: list[Record], others: list[Record]) -> list[Record]:
    return [row for row in rows if row not in others]


def apply_change(change: Change) -> None:
    """Make a recorded change again; raises NotReversible where the record is gone or says something else."""
    again = {
        **change,
        "made": False,
        "fields": {name: [after, before] for name, (before, after) in change["fields"].items()},
        "rows": {name: {"added": rows["removed"], "removed": rows["added"]} for name, rows in change["rows"].items()},
    }
    take_back(again)
