"""The five pages from which the project began."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.cleaning import clean
from archive.documents import CleanDocument, MediaType, RawDocument

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PAGES = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []

pytestmark = pytest.mark.skipif(len(PAGES) != 5, reason="the five seed pages are not beside the project")


def cleaned(number: int) -> CleanDocument:
    """One of the seeds, cleaned."""
    payload = PAGES[number].read_bytes()
    return clean(RawDocument(PAGES[number].name, payload, MediaType.TEXT, payload.decode("utf-8")))


def removed(number: int) -> list[tuple[str, str]]:
    """Rule and beginning of each removal of a seed."""
    return [(removal.rule, removal.text[:12]) for removal in cleaned(number).removals]


def test_first_seed_loses_title_pointer_and_label_only() -> None:
    assert cleaned(0).title.endswith("Allies Promise Support")
    assert [rule for rule, _ in removed(0)] == ["title-line", "read-also", "comments-label"]


def test_second_seed_loses_date_line_and_stray_headline_only() -> None:
    document = cleaned(1)
    assert (document.title, document.published.on) == ("", date(2024, 2, 13))
    assert [rule for rule, _ in removed(1)] == ["date-line", "stray-headline"]


def test_third_seed_loses_title_alt_text_and_comments_only() -> None:
    document = cleaned(2)
    assert document.title.startswith("American North Korea Policy")
    assert [rule for rule, _ in removed(2)][:3] == ["title-line", "alt-text", "comments-label"]
    assert {str(removal.category) for removal in document.removals[2:]} == {"comments"}
    assert len(document.blocks) == 16


def test_fourth_seed_loses_its_title_only() -> None:
    assert [rule for rule, _ in removed(3)] == ["title-line"]


def test_fifth_seed_loses_doubled_caption_title_and_consent_only() -> None:
    document = cleaned(4)
    assert document.title == "Trump Risks Trading Away the US-South Korean Alliance"
    assert [rule for rule, _ in removed(4)][:3] == ["doubled-caption", "doubled-caption", "title-line"]
    assert {str(removal.category) for removal in document.removals[3:]} <= {"consent", "duplicate", "related"}
    assert len(document.blocks) == 17
    assert document.blocks[-1].text.endswith("the Charybdis of war.")
