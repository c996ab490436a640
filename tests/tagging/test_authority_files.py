"""Reading authority files: what they become, and what is said where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.documents import ActorKind, Member, Name, NameSort, Office
from archive.tagging import AuthorityError, read_authority_file


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_country_entry_becomes_a_record(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        "countries.yaml",
        "- slug: burma\n  code: MM\n  name: Myanmar\n  names: [Burma]\n  demonyms: [Burmese]\n  capitals: [Naypyidaw]\n"
        "  ambiguous: [Burma]\n  years: {Burma: [null, 1989]}\n",
    )
    [record] = read_authority_file(path)
    assert (record.kind, record.slug, record.code) == (ActorKind.COUNTRY, "burma", "MM")
    assert record.names == (
        Name("Myanmar"),
        Name("Burma", until=1989, ambiguous=True),
        Name("Burmese", NameSort.DEMONYM),
        Name("Naypyidaw", NameSort.CAPITAL),
    )


def test_person_entry_has_surnames_and_offices(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        "persons.yaml",
        "- slug: ana-diaz\n  name: Ana Díaz\n  family: [Díaz, Diaz]\n  country: chile\n  offices:\n"
        '    - {title: President, country: chile, since: "2001-03", until: "2005"}\n',
    )
    [record] = read_authority_file(path)
    assert [name.text for name in record.names if name.sort is NameSort.SURNAME] == ["Díaz", "Diaz"]
    assert record.offices == (Office("President", "chile", "", "2001-03", "2005"),)


def test_pair_stands_for_the_members(tmp_path: Path) -> None:
    path = _written(tmp_path, "alliances.yaml", "- slug: a-b\n  name: A-B pact\n  pair: [a, b]\n")
    [record] = read_authority_file(path)
    assert record.members == (Member("a"), Member("b"))


def test_empty_file_has_no_actors(tmp_path: Path) -> None:
    assert read_authority_file(_written(tmp_path, "persons.yaml", "# nobody yet\n")) == []


WRONG = {
    "unknown-field": ("- slug: a\n  name: A\n  nmae: B\n", "field nmae: is not a field"),
    "unquoted-date": ("- slug: a\n  name: A\n  since: 1949\n", "field since: 1949 is not text"),
    "no-date": ('- slug: a\n  name: A\n  since: "spring"\n', "field since: 'spring' is not a date"),
    "no-name": ("- slug: a\n", "field name: is missing"),
    "bad-slug": ("- slug: A B\n  name: A\n", "field slug: 'A B' is not a slug"),
    "slug-twice": ("- slug: a\n  name: A\n- slug: a\n  name: B\n", "stands twice"),
    "norway-problem": ("- slug: a\n  name: A\n  abbreviations: [NO]\n", "field abbreviations: False is not a name"),
    "name-not-listed": ("- slug: a\n  name: A\n  ambiguous: [B]\n", "'B' is not among the names"),
    "office-without-title": ("- slug: a\n  name: A\n  offices: [{country: b}]\n", "an office has no title"),
    "member-without-actor": ("- slug: a\n  name: A\n  members: [{since: '1949'}]\n", "a member has no actor"),
    "not-a-list": ("slug: a\n", "is not a list of actors"),
    "not-a-mapping": ("- a\n", "is not a mapping"),
    "not-yaml": ("- slug: [a\n", "is not YAML"),
    "key-twice": ("- slug: a\n  slug: b\n", "stands twice"),
    "alias": ("- slug: &a b\n  name: *a\n", "anchor"),
    "years-not-a-span": ("- slug: a\n  name: A\n  years: {A: 1949}\n", "is not a span"),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_wrong_file_says_where_and_what(tmp_path: Path, text: str, message: str) -> None:
    path = _written(tmp_path, "persons.yaml", text)
    with pytest.raises(AuthorityError) as caught:
        read_authority_file(path)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_file_named_after_no_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AuthorityError, match="the name says no kind"):
        read_authority_file(_written(tmp_path, "ships.yaml", "[]"))


def test_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(AuthorityError, match="cannot be read"):
        read_authority_file(tmp_path / "persons.yaml")
