"""The JSON Lines form of tagging."""

from __future__ import annotations

import pytest

from archive.tagging import Authority, tag_record


def test_record_has_names_codes_and_offsets(authority: Authority) -> None:
    text = "Angela Merkel met NATO in Japan."
    record = tag_record({"id": "a", "title": "Merkel in Japan", "text": text, "published": "2015-03-09"}, authority)
    assert record == {
        "id": "a",
        "persons": ["Angela Merkel"],
        "countries": ["JP"],
        "organisations": [],
        "alliances": ["NATO"],
        "mentions": [
            {"kind": "person", "name": "Angela Merkel", "start": 0, "end": 13},
            {"kind": "alliance", "name": "NATO", "start": 18, "end": 22},
            {"kind": "country", "name": "Japan", "start": 26, "end": 31},
        ],
    }


def test_historic_states_have_the_code_they_had(authority: Authority) -> None:
    text = "The Soviet Union and East Germany signed with Yugoslavia in 1955."
    assert tag_record({"id": 1, "text": text, "published": "1955"}, authority)["countries"] == ["SU", "DD", "YU"]


def test_date_that_is_none_counts_as_none(authority: Authority) -> None:
    text = "The EU met."
    expected = tag_record({"id": 1, "text": text}, authority)
    assert tag_record({"id": 1, "text": text, "published": "2015-99-99"}, authority) == expected


def test_record_without_text_is_an_error(authority: Authority) -> None:
    with pytest.raises(KeyError):
        tag_record({"id": 1}, authority)
