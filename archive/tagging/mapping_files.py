"""Files of mappings, read and checked: each path, table and field is known before a list is read through it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from archive.documents import ActorKind
from archive.tagging.entries import KNOWN_FIELDS, AuthorityError
from archive.tagging.mapping import BRACES, Mapped
from archive.tagging.yaml_reading import position_of, read_yaml

_TOP = {"kind", "group", "only", "fields", "identifiers", "offices", "tables"}
_OFFICE = {"each", "title", "country", "organisation", "since", "until", "only"}
_FIELDS = KNOWN_FIELDS - {"kind", "offices", "members", "years", "identifiers", "pair"}
_LOOK_UP = {"from", "values", "table", "otherwise", "split"}


class _Reading:
    """A mapping's file, with the words for saying where something in it is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.content = path.read_bytes()
            self.whole = read_yaml(self.content)
        except OSError as error:
            raise AuthorityError(f"{path}: cannot be read: {error.strerror}") from error
        except (yaml.YAMLError, UnicodeError) as error:
            raise AuthorityError(f"{path}: is not YAML: {' '.join(str(error).split())}") from error

    def wrong(self, keys: Sequence[object], problem: str) -> AuthorityError:
        """The error with line and column."""
        found = position_of(self.content, keys)
        place = f"line {found[0]}, column {found[1]}, " if found else ""
        return AuthorityError(f"{self.path}: {place}{'.'.join(map(str, keys)) or 'mapping'}: {problem}")

    def known(self, mapping: dict[str, Any], names: Iterable[str], keys: Sequence[object]) -> None:
        """Refuse names that mean nothing here."""
        for name in mapping:
            if name not in names:
                raise self.wrong((*keys, name), f"is not known; use one of {', '.join(sorted(names))}")

    def value(self, value: Any, keys: Sequence[object], tables: dict[str, Any]) -> None:
        """Refuse a value that is no path, text, constant, look-up or list of them."""
        if isinstance(value, list):
            for place, each in enumerate(value):
                self.value(each, (*keys, place), tables)
        elif isinstance(value, str):
            for match in BRACES.finditer(value):
                if match[2] and match[2].strip() not in tables:
                    raise self.wrong(keys, f"there is no table {match[2].strip()!r}")
            if not value.strip():
                raise self.wrong(keys, "is empty; write a path")
        elif not isinstance(value, dict) or not ({"value"} == set(value) or "from" in value):
            raise self.wrong(keys, 'is no value; write a path, "{a} {b}", {value: …} or {from: …}')
        elif "from" in value:
            self.known(value, _LOOK_UP, keys)
            self.value(value["from"], (*keys, "from"), tables)
            if "table" in value and value["table"] not in tables:
                raise self.wrong((*keys, "table"), f"there is no table {value['table']!r}")
            if not isinstance(value.get("values") or {}, dict):
                raise self.wrong((*keys, "values"), "is not a mapping")


def read_mapping(path: Path) -> Mapped:
    """Give a mapping; raises `AuthorityError` with line and column where it is not as described."""
    reading = _Reading(path)
    whole = reading.whole
    if not isinstance(whole, dict):
        raise AuthorityError(f'{path}: is not a mapping; begin with "kind: person" and "fields:"')
    reading.known(whole, _TOP, ())
    for name in ("fields", "identifiers", "only", "tables"):
        if not isinstance(whole.get(name) or {}, dict):
            raise reading.wrong((name,), "is not a mapping")
    fields, offices = whole.get("fields") or {}, whole.get("offices") or []
    reading.known(fields, _FIELDS, ("fields",))
    if "name" not in fields:
        raise reading.wrong(("fields",), "says nothing of name; give the path of the name shown")
    tables = whole.get("tables") or {}
    for group in ("fields", "identifiers"):
        for name, value in (whole.get(group) or {}).items():
            reading.value(value, (group, name), tables)
    if not isinstance(offices, list) or not all(isinstance(each, dict) for each in offices):
        raise reading.wrong(("offices",), "is not a list of mappings")
    for place, office in enumerate(offices):
        reading.known(office, _OFFICE, ("offices", place))
        for name in office.keys() - {"each", "only"}:
            reading.value(office[name], ("offices", place, name), tables)
        if "title" not in office:
            raise reading.wrong(("offices", place), "has no title")
    kind = whole.get("kind")
    if kind is not None and kind not in set(ActorKind):
        raise reading.wrong(("kind",), f"{kind!r} is no kind; write one of {', '.join(ActorKind)}")
    return Mapped(
        path,
        ActorKind(kind) if kind else None,
        str(whole.get("group") or ""),
        whole.get("only") or {},
        fields,
        whole.get("identifiers") or {},
        offices,
        tables,
    )
