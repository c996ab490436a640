"""Trap sentences: each looks like something that it is not. One test a sentence, by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.documents import ActorKind, TaggedDocument
from archive.tagging import Authority, tag_text

TRAPS = Path(__file__).parent / "traps"


def _traps(name: str) -> list[Any]:
    traps = yaml.safe_load((TRAPS / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(trap, id=trap["name"]) for trap in traps]


def _tagged(trap: dict[str, Any], authority: Authority) -> TaggedDocument:
    published = date.fromisoformat(trap["date"]) if "date" in trap else None
    return tag_text(trap.get("title", ""), trap["text"], authority, published)


@pytest.mark.parametrize("trap", _traps("countries"))
def test_country_trap(trap: dict[str, Any], authority: Authority) -> None:
    tagged = _tagged(trap, authority)
    assert {actor.code for actor in tagged.of_kind(ActorKind.COUNTRY)} == set(trap["is"])


@pytest.mark.parametrize("trap", _traps("persons"))
def test_person_trap(trap: dict[str, Any], authority: Authority) -> None:
    tagged = _tagged(trap, authority)
    assert {actor.name for actor in tagged.of_kind(ActorKind.PERSON)} == set(trap["is"])


@pytest.mark.parametrize("trap", _traps("organisations"))
def test_organisation_trap(trap: dict[str, Any], authority: Authority) -> None:
    _check_bodies(trap, authority)


@pytest.mark.parametrize("trap", _traps("alliances"))
def test_alliance_trap(trap: dict[str, Any], authority: Authority) -> None:
    _check_bodies(trap, authority)


def _check_bodies(trap: dict[str, Any], authority: Authority) -> None:
    tagged = _tagged(trap, authority)
    names = {actor.name for kind in (ActorKind.ALLIANCE, ActorKind.ORGANISATION) for actor in tagged.of_kind(kind)}
    assert set(trap.get("has", ())) - names == set()
    assert names & set(trap.get("not", ())) == set()
