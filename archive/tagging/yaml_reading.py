"""YAML, read fast: the plain part of the language that authority files use.

Goes over the events of libyaml and builds lists, mappings and texts from them, which takes a third of
the time of a loader that can do everything. Anchors, aliases and tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

_WORDS: dict[str, object] = {"": None, "~": None} | {
    cased: value
    for value, words in ((None, "null"), (True, "true yes on"), (False, "false no off"))
    for word in words.split()
    for cased in (word, word.capitalize(), word.upper())
}
"""What YAML 1.1 takes unquoted words for."""

_NUMBER = re.compile(r"[-+]?\d+")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(content: bytes) -> object:
    """Give the one document of a YAML file as lists, mappings, texts, whole numbers, booleans and None.

    Dates and numbers with a fraction stay texts. Raises `yaml.YAMLError` where it is not YAML, names
    a key twice, or uses anchors, aliases or tags.
    """
    stack: list[Any] = [[]]
    keys: list[Any] = [None]
    event: Any
    for event in yaml.parse(content, Loader=_Loader):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: object = event.value
            if event.implicit[0] and event.style in (None, ""):
                value = _plain(event.value)
            _put(stack, keys, value, event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            opened: Any = {} if kind is yaml.MappingStartEvent else []
            _put(stack, keys, opened, event)
            stack.append(opened)
            keys.append(None)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
            keys.pop()
        elif kind is yaml.AliasEvent:
            raise yaml.YAMLError(f"an alias stands in line {event.start_mark.line + 1}; write the value out")
    return stack[0][0] if stack[0] else None


def _plain(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _NUMBER.fullmatch(text) else text


def _put(stack: list[Any], keys: list[Any], value: object, event: Any) -> None:
    """Put a value where it belongs: behind the last of a list, or as key or value of a mapping."""
    place = stack[-1]
    if getattr(event, "anchor", None) or (event.tag and event.tag != "!"):
        raise yaml.YAMLError(f"an anchor or tag stands in line {event.start_mark.line + 1}; write plain values")
    if isinstance(place, list):
        place.append(value)
    elif keys[-1] is None:
        if not isinstance(value, str) or value in place:
            raise yaml.YAMLError(
                f"{value!r} in line {event.start_mark.line + 1} is no key, or stands twice; quote or merge it"
            )
        keys[-1] = value
    else:
        place[keys[-1]] = value
        keys[-1] = None


def position_of(content: bytes, keys: Sequence[object]) -> tuple[int, int] | None:
    """Line and column (from 1) of what stands under these keys and places; of as much of them as is there.

    JSON is read as well, as far as it is YAML. None where the content cannot be read that far.
    """
    wanted = [str(key) for key in keys]
    path: list[list[Any]] = []  # of each open list or mapping: the place or key at which it is, whether a key is due
    best: tuple[int, int] | None = None
    depth = -1
    event: Any
    try:
        for event in yaml.parse(content, Loader=_Loader):
            kind = type(event)
            if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                path.pop()
                continue
            if not isinstance(event, yaml.NodeEvent) or _is_key(path, event):
                continue
            mark: Any = event.start_mark
            here = [str(step[0]) for step in path]
            if len(here) > depth and here == wanted[: len(here)]:
                best, depth = (mark.line + 1, mark.column + 1), len(here)
            if depth == len(wanted):
                return best
            if kind is yaml.SequenceStartEvent:
                path.append([-1, None])
            elif kind is yaml.MappingStartEvent:
                path.append([None, True])
    except yaml.YAMLError:
        return best
    return best


def _is_key(path: list[list[Any]], event: Any) -> bool:
    """Step forward in the innermost list or mapping; tells whether the event is a key of it."""
    if not path:
        return False
    step = path[-1]
    if step[1] is None:
        step[0] += 1
        return False
    due = step[1]
    step[1] = not due
    if due:
        step[0] = getattr(event, "value", None)
    return bool(due)
