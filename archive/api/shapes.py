"""The shapes of all answers as JSON Schema (draft 2020-12, as OpenAPI 3.1 takes it)."""

from __future__ import annotations

from typing import Any

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
NUMBER: Shape = {"type": "integer"}
SHARE: Shape = {"type": "number"}
FLAG: Shape = {"type": "boolean"}


def maybe(shape: Shape) -> Shape:
    """A shape or null."""
    return {"oneOf": [shape, {"type": "null"}]} if "$ref" in shape else {**shape, "type": [shape["type"], "null"]}


def thing(**properties: Shape) -> Shape:
    """An object that has all of these properties and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def many(shape: Shape) -> Shape:
    """A list."""
    return {"type": "array", "items": shape}


def shape(name: str) -> Shape:
    """A shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


_LINKS = shape("Links")
_LIST: dict[str, Shape] = {"page": NUMBER, "pages": NUMBER, "page_size": NUMBER, "links": _LINKS}
_SHORT: dict[str, Shape] = {
    "published_on": maybe(TEXT),
    "date_precision": {"type": "string", "enum": ["day", "month", "year", "none"]},
    "language": maybe(TEXT),
    "word_count": NUMBER,
    "source": thing(slug=TEXT, name=TEXT),
    "links": _LINKS,
}
_ACTOR: dict[str, Shape] = {"kind": TEXT, "slug": TEXT, "name": TEXT, "links": _LINKS}
_SPAN = thing(
    place=maybe(TEXT), start=maybe(NUMBER), end=maybe(NUMBER), surface=maybe(TEXT), rule=maybe(TEXT), record=maybe(TEXT)
)
_COUNTS = many(thing(value=TEXT, label=TEXT, count=NUMBER))
_VERSION: dict[str, Shape] = {
    "number": NUMBER,
    "seen_at": TEXT,
    "title": TEXT,
    "changes": thing(headline=FLAG, removed=NUMBER, reworded=NUMBER, added=NUMBER, explained=FLAG),
    "is_silent": FLAG,
}
_DATED: dict[str, Shape] = {"since": maybe(TEXT), "until": maybe(TEXT)}

SHAPES: dict[str, Shape] = {
    "Links": {"type": "object", "additionalProperties": maybe(TEXT)},
    "Problem": {
        "type": "object",
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": NUMBER,
            "detail": TEXT,
            "instance": TEXT,
            "help": TEXT,
            "errors": many(thing(parameter=TEXT, detail=TEXT)),
        },
        "required": ["type", "title", "status", "detail"],
    },
    "SearchResult": thing(
        query=TEXT,
        understood=TEXT,
        notes=many(TEXT),
        did_you_mean=maybe(shape("DidYouMean")),
        total=NUMBER,
        sort=TEXT,
        hits=many(
            thing(
                id=NUMBER,
                title=TEXT,
                title_html=TEXT,
                snippet_html=TEXT,
                score=SHARE,
                copy_of=maybe(NUMBER),
                copies=many(NUMBER),
                **_SHORT,
            )
        ),
        facets={"type": "object", "additionalProperties": _COUNTS},
        dates=many(thing(value=TEXT, count=NUMBER)),
        **_LIST,
    ),
    "DidYouMean": thing(query=TEXT, total=NUMBER),
    "FacetValues": thing(facet=TEXT, number=NUMBER, values=_COUNTS, **_LIST),
    "Article": thing(
        id=NUMBER,
        title=TEXT,
        byline=TEXT,
        description=TEXT,
        section=TEXT,
        url=TEXT,
        date_origin=TEXT,
        text=TEXT,
        blocks=many(thing(position=NUMBER, kind=TEXT, text=TEXT)),
        mentions=many(thing(actor=shape("ActorShort"), count=NUMBER, prominence=SHARE, spans=many(_SPAN))),
        removals=many(thing(position=NUMBER, category=TEXT, rule=TEXT, text=TEXT)),
        captures=many(thing(id=NUMBER, captured_at=maybe(TEXT), kept_at=TEXT, media_type=TEXT, sha256=TEXT)),
        copy_of=maybe(NUMBER),
        copies=many(NUMBER),
        versions=many(thing(**_VERSION)),
        added_at=TEXT,
        changed_at=TEXT,
        **_SHORT,
    ),
    "Versions": thing(
        id=NUMBER,
        versions=many(thing(byline=TEXT, published_on=maybe(TEXT), text=TEXT, links=_LINKS, **_VERSION)),
    ),
    "Similar": thing(id=NUMBER, similar=many(thing(id=NUMBER, title=TEXT, **_SHORT))),
    "ActorShort": thing(**_ACTOR),
    "Actors": thing(number=NUMBER, actors=many(thing(description=TEXT, articles=NUMBER, **_ACTOR)), **_LIST),
    "Actor": thing(
        description=TEXT,
        status=TEXT,
        country=maybe(shape("ActorShort")),
        identifiers=thing(iso_3166=maybe(TEXT), wikidata=maybe(TEXT)),
        names=many(thing(text=TEXT, sort=TEXT, language=maybe(TEXT), since=maybe(NUMBER), until=maybe(NUMBER))),
        offices=many(thing(title=TEXT, body=maybe(TEXT), **_DATED)),
        members=many(shape("Membership")),
        member_of=many(shape("Membership")),
        successors=many(shape("ActorShort")),
        **_DATED,
        **_ACTOR,
    ),
    "Membership": thing(actor=shape("ActorShort"), status=TEXT, **_DATED),
    "Names": thing(
        query=TEXT,
        rest=TEXT,
        names=many(thing(through=maybe(TEXT), description=TEXT, articles=NUMBER, **_ACTOR)),
    ),
    "Sources": thing(sources=many(shape("Source"))),
    "Source": thing(
        slug=TEXT,
        name=TEXT,
        host=maybe(TEXT),
        language=maybe(TEXT),
        description=TEXT,
        articles=NUMBER,
        links=_LINKS,
    ),
    "KeptSearch": thing(
        key=TEXT,
        kept_at=TEXT,
        total=NUMBER,
        search=many({"type": "array"}),
        article_ids=many(NUMBER),
        links=_LINKS,
    ),
}
