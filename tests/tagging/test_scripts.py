"""Names in other scripts: where they begin and end, and that countries and leaders are found in them."""

from __future__ import annotations

import pytest

from archive.documents import ActorKind
from archive.tagging import Authority, tag_text

SENTENCES = {
    "russian": ("Лидеры России и Украины встретились, Владимир Путин промолчал.", {"RU", "UA"}, {"vladimir-putin"}),
    "chinese": ("习近平在北京会见了日本和法国的客人。", {"JP", "FR"}, {"xi-jinping"}),
    "japanese": ("日本とフランスの外相が会談した。", {"JP", "FR"}, set()),
    "arabic": ("وصل محمد بن سلمان إلى فرنسا ومصر.", {"FR", "EG"}, {"mohammed-bin-salman"}),
    "hebrew": ("השרים מצרפת ומיפן נפגשו עם בנימין נתניהו.", {"FR", "JP"}, {"benjamin-netanyahu"}),
}


@pytest.mark.parametrize("language", SENTENCES)
def test_countries_and_leaders_are_found_in_other_scripts(language: str, authority: Authority) -> None:
    text, countries, persons = SENTENCES[language]
    tagged = tag_text("", text, authority)
    assert {actor.code for actor in tagged.of_kind(ActorKind.COUNTRY)} == countries
    assert {actor.slug for actor in tagged.of_kind(ActorKind.PERSON)} == persons


def test_part_of_a_katakana_word_is_no_country(authority: Authority) -> None:
    assert tag_text("", "ラテンアメリカの音楽を聞いた。", authority).actors == ()
