"""Mappings: which part of a list in some other form becomes which field of an actor.

A mapping is a YAML file, described with a worked example in docs/authority-files.md. A value in it is
a path (``name.first``), a text with paths in braces (``"{name.first} {name.last}"``, ``"{state|states}"``
looked up in a table), a constant (``{value: …}``), or a look-up (``{from: party, values: {…}}``);
a list holds alternatives for single fields and all values for lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from archive.documents import ActorKind
from archive.tagging.entries import SORTS, AuthorityError
from archive.tagging.source_files import SourceEntry

BRACES = re.compile(r"\{([^{}|]+)(?:\|([^{}]+))?\}")
_LISTS = {*SORTS, "ambiguous", "successors"}

JOINED_WITHIN = timedelta(days=10)
"""Terms of one office that follow one another within so many days are one time in office."""

Keys = tuple[object, ...]
Values = list[tuple[str, Keys]]
"""Texts that a value gave, each with the keys under which it was found."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping as it was read."""

    path: Path
    kind: ActorKind | None
    group: str
    only: Mapping[str, Any]
    fields: Mapping[str, Any]
    identifiers: Mapping[str, Any]
    offices: Sequence[Mapping[str, Any]]
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def entries(
        self, path: Path, found: Iterable[SourceEntry]
    ) -> Iterator[tuple[int, SourceEntry, dict[str, Any], dict[str, Keys]]]:
        """Each entry's number, the entry as it stands in the file, its fields, and where these were found."""
        for number, source in enumerate(self._grouped(found), start=1):
            if not isinstance(source.fields, dict):
                raise AuthorityError(
                    f"{path}: entry {number}, {source.locate(())}: is not a mapping of names to values"
                )
            if not self._chosen(self.only, source.fields, {}):
                continue
            fields: dict[str, Any] = {}
            sources: dict[str, Keys] = {}
            for name, value in self.fields.items():
                values = self._values(value, source.fields, {})
                if values:
                    texts = list(dict.fromkeys(text for text, _ in values))
                    fields[name] = texts if name in _LISTS else texts[0]
                    sources[name] = values[0][1]
            identifiers = {
                scheme: values[0][0]
                for scheme, value in self.identifiers.items()
                if (values := self._values(value, source.fields, {}))
            }
            if identifiers:
                fields["identifiers"] = identifiers
            offices = [office for plan in self.offices for office in self._offices(plan, source.fields)]
            if offices:
                fields["offices"] = joined(offices)
                sources["offices"] = (str(self.offices[0].get("each") or ""),)
            yield number, source, fields, sources

    def _grouped(self, found: Iterable[SourceEntry]) -> Iterable[SourceEntry]:
        """The entries; rows of one group become the first of them with all as its ``rows``."""
        if not self.group:
            return found
        groups: dict[object, SourceEntry] = {}
        for entry in found:
            rows = entry.fields if isinstance(entry.fields, dict) else {}
            key = rows.get(self.group) or len(groups)
            first = groups.setdefault(key, SourceEntry({**rows, "rows": []}, entry.locate))
            first.fields["rows"].append(rows)
        return groups.values()

    def _offices(self, plan: Mapping[str, Any], record: dict[str, Any]) -> Iterator[dict[str, str]]:
        each = plan.get("each")
        items = _at(record, str(each)) if each else [(record, ())]
        for item, _ in items:
            if not isinstance(item, dict) or not self._chosen(plan.get("only") or {}, item, record):
                continue
            office = {
                name: values[0][0]
                for name in ("title", "country", "organisation", "since", "until")
                if name in plan and (values := self._values(plan[name], item, record))
            }
            if office.get("title"):
                yield office

    def _chosen(self, only: Mapping[str, Any], item: dict[str, Any], outer: dict[str, Any]) -> bool:
        for path, wanted in only.items():
            allowed = {str(each) for each in (wanted if isinstance(wanted, list) else [wanted])}
            if not allowed & {text for text, _ in _texts(path, item, outer)}:
                return False
        return True

    def _values(self, value: Any, item: dict[str, Any], outer: dict[str, Any]) -> Values:
        """What a value of the mapping gives for an item; paths that the item lacks are looked for in the outer one."""
        if isinstance(value, list):
            return [found for each in value for found in self._values(each, item, outer)]
        if isinstance(value, str):
            return self._template(value, item, outer) if "{" in value else _texts(value, item, outer)
        if "value" in value:
            return [(str(value["value"]), ())]
        found = self._values(value["from"], item, outer)
        if "split" in value:
            parts = [(part.strip(), keys) for text, keys in found for part in text.split(value["split"])]
            found = [(part, keys) for part, keys in parts if part]
        table = self.tables[value["table"]] if "table" in value else value.get("values")
        if table is None:
            return found
        otherwise = value.get("otherwise")
        looked = [(str(table.get(text, otherwise) or ""), keys) for text, keys in found]
        return [(text, keys) for text, keys in looked if text]

    def _template(self, text: str, item: dict[str, Any], outer: dict[str, Any]) -> Values:
        """The text with what its paths give; nothing where one of them gives nothing."""
        keys: Keys = ()
        filled = text
        for match in BRACES.finditer(text):
            found = _texts(match[1].strip(), item, outer)
            if not found:
                return []
            keys = keys or found[0][1]
            words = found[0][0]
            if match[2]:
                words = str(self.tables[match[2].strip()].get(words, words))
            filled = filled.replace(match[0], words)
        return [(" ".join(filled.split()), keys)]


def _texts(path: str, item: dict[str, Any], outer: dict[str, Any]) -> Values:
    found = _at(item, path) or _at(outer, path)
    texts = [
        (str(value).strip(), keys)
        for value, keys in found
        if isinstance(value, str | int) and not isinstance(value, bool)
    ]
    return [(text, keys) for text, keys in texts if text]


def _at(item: object, path: str) -> list[tuple[Any, Keys]]:
    """What stands at a path, lists opened out; a number chooses from a list, -1 its last."""
    if isinstance(item, dict) and path in item:  # columns may have dots in their names
        whole = item[path]
        return (
            [(each, (path, place)) for place, each in enumerate(whole)]
            if isinstance(whole, list)
            else [(whole, (path,))]
        )
    here: list[tuple[Any, Keys]] = [(item, ())]
    for step in path.split("."):
        nexts: list[tuple[Any, Keys]] = []
        for value, keys in here:
            if isinstance(value, dict) and step in value:
                nexts.append((value[step], (*keys, step)))
            elif isinstance(value, list) and step.lstrip("-").isdigit() and -len(value) <= int(step) < len(value):
                nexts.append((value[int(step)], (*keys, int(step) % len(value))))
            elif isinstance(value, list):
                nexts += [
                    (each[step], (*keys, place, step))
                    for place, each in enumerate(value)
                    if isinstance(each, dict) and step in each
                ]
        here = nexts
    opened: list[tuple[Any, Keys]] = []
    for value, keys in here:
        opened += (
            [(each, (*keys, place)) for place, each in enumerate(value)] if isinstance(value, list) else [(value, keys)]
        )
    return [(value, keys) for value, keys in opened if value is not None]


def joined(offices: list[dict[str, str]]) -> list[dict[str, str]]:
    """Terms of one office that follow one another as one time in office, in the order they were held."""
    kept: list[dict[str, str]] = []
    for office in sorted(offices, key=lambda each: each.get("since", "")):
        same = [
            other
            for other in kept
            if all(other.get(name, "") == office.get(name, "") for name in ("title", "country", "organisation"))
            and _follows(other.get("until", ""), office.get("since", ""))
        ]
        if not same:
            kept.append(dict(office))
        elif not office.get("until"):
            same[-1].pop("until", None)
        else:
            same[-1]["until"] = max(same[-1].get("until", ""), office["until"]) if same[-1].get("until") else ""
    return [{name: text for name, text in office.items() if text} for office in kept]


def _follows(until: str, since: str) -> bool:
    """Whether a term that begins then goes on with one that ended then; without an end nothing follows."""
    try:
        return bool(since) and date.fromisoformat(since) - date.fromisoformat(until) <= JOINED_WITHIN
    except ValueError:
        return bool(until and since) and since <= until
