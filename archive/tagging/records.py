"""Records: the JSON Lines form of tagging, as ``manage.py tag --jsonl`` reads and writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from archive.documents import ActorKind, TaggedDocument
from archive.tagging.authority import Authority
from archive.tagging.members import ALLIANCE, COUNTRY, IN_TITLE, ORGANISATION, PERSON
from archive.tagging.tagger import tag_text

HISTORIC_CODE = 4
"""Letters of a code of ISO 3166-3; its first two are the alpha-2 code that the state had."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def tag_record(record: Mapping[str, Any], authority: Authority) -> dict[str, Any]:
    """Tag ``{"id", "title"?, "text", "published"?}``.

    Gives ``{"id", "persons", "countries", "organisations", "alliances", "mentions"}``: names, for
    countries ISO 3166-1 alpha-2 codes (for a state that is no more, the alpha-2 code it had: SU, DD,
    YU), most prominent first; ``mentions`` as ``{"kind", "name", "start", "end"}`` with offsets into
    ``text``, without those of the title. ``published`` is an ISO 8601 date or a prefix of one; what
    is no date counts as none. Raises `KeyError` where ``text`` is missing.
    """
    tagged = tag_text(
        str(record.get("title") or ""), str(record["text"]), authority, published_on(record.get("published"))
    )
    return {
        "id": record.get("id"),
        "persons": _names(tagged, PERSON),
        "countries": country_codes(tagged),
        "organisations": _names(tagged, ORGANISATION),
        "alliances": _names(tagged, ALLIANCE),
        "mentions": _mentions(tagged),
    }


def published_on(value: object) -> date | None:
    """Give the date at the beginning of a value, the first of the month or year where it says no more; else None."""
    match = _DATE.match(str(value or ""))
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def country_codes(tagged: TaggedDocument) -> list[str]:
    """Give the alpha-2 codes of the countries of an article, without repetition."""
    codes = [actor.code[:2] if len(actor.code) == HISTORIC_CODE else actor.code for actor in tagged.of_kind(COUNTRY)]
    return list(dict.fromkeys(code for code in codes if code))


def _names(tagged: TaggedDocument, kind: ActorKind) -> list[str]:
    return list(dict.fromkeys(actor.name for actor in tagged.of_kind(kind)))


def _mentions(tagged: TaggedDocument) -> list[dict[str, Any]]:
    names = {(actor.kind, actor.slug): actor.name for actor in tagged.actors}
    return [
        {"kind": str(one.kind), "name": names[one.kind, one.slug], "start": one.start, "end": one.end}
        for one in tagged.mentions
        if one.place is not IN_TITLE
    ]
