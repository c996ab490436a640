"""The part of JSON Schema that the API's shapes use, so that answers can be held to them without another library."""

from __future__ import annotations

from typing import Any

_KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "array": list,
    "object": dict,
    "null": type(None),
    "boolean": bool,
}


def faults(value: Any, shape: dict[str, Any], root: dict[str, Any], place: str = "answer") -> list[str]:
    """Where a value is not of a shape."""
    if "$ref" in shape:
        target: Any = root
        for part in shape["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return faults(value, target, root, place)
    if "oneOf" in shape:
        ways = [faults(value, each, root, place) for each in shape["oneOf"]]
        return [] if sum(not way for way in ways) == 1 else [f"{place} is none of its shapes: {ways}"]
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    fitting = ["boolean"] if isinstance(value, bool) else kinds  # to Python a boolean is an integer too
    if not any(kind in kinds and isinstance(value, _KINDS[kind]) for kind in fitting):
        return [f"{place} is {value!r}, not {kinds}"]
    if "enum" in shape and value not in shape["enum"]:
        return [f"{place} is {value!r}, not one of {shape['enum']}"]
    if isinstance(value, list) and "items" in shape:
        return [
            fault for at, each in enumerate(value) for fault in faults(each, shape["items"], root, f"{place}[{at}]")
        ]
    return _faults_of_object(value, shape, root, place) if isinstance(value, dict) else []


def _faults_of_object(value: dict[str, Any], shape: dict[str, Any], root: dict[str, Any], place: str) -> list[str]:
    known = shape.get("properties", {})
    others = shape.get("additionalProperties", True)
    found = [f"{place}.{name} is missing" for name in shape.get("required", ()) if name not in value]
    for name, each in value.items():
        if name in known:
            found += faults(each, known[name], root, f"{place}.{name}")
        elif others is False:
            found.append(f"{place}.{name} is not described")
        elif isinstance(others, dict):
            found += faults(each, others, root, f"{place}.{name}")
    return found
