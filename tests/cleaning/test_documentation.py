"""What the documentation must name."""

from __future__ import annotations

from pathlib import Path

from archive.cleaning.rules import Rule
from archive.cleaning.segmentation import load_table
from archive.cleaning.vocabulary import lexicon

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "cleaning.md").read_text(encoding="utf-8")


def test_documentation_names_every_rule_with_its_category_and_meaning() -> None:
    rows = [f"| `{rule.rule_name}` | {rule.category} | {rule.value.meaning} |" for rule in Rule]
    assert [row for row in rows if row not in DOCUMENT] == []


def test_rule_names_are_kebab_case_and_different() -> None:
    names = [rule.rule_name for rule in Rule]
    assert len(set(names)) == len(names)
    assert [name for name in names if not name.replace("-", "").isalpha() or name != name.lower()] == []


def test_documentation_names_every_language() -> None:
    assert [table.code for table in lexicon.tables() if f"`{table.code}`" not in DOCUMENT] == []


def test_tables_are_small_enough_to_read() -> None:
    assert [name for name in ("text", "markup") if len(load_table(name).asked) > 300] == []
