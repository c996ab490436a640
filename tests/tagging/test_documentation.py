"""The document on tagging keeps pace with the code."""

from __future__ import annotations

import re

import pytest

from archive.tagging.tagger import CONFIDENCE
from tests.tagging.conftest import ROOT

DOCUMENT = (ROOT / "docs" / "tagging.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", sorted(CONFIDENCE))
def test_every_rule_is_documented(rule: str) -> None:
    assert re.search(rf"^\| `{rule}` \| .{{20,}} \|", DOCUMENT, re.MULTILINE)


def test_every_documented_rule_exists() -> None:
    table = DOCUMENT.split("## Rules")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)) == set(CONFIDENCE)
