import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.slugs import MAX_SLUG, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Kim Jong Un", "kim-jong-un"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("U.S. – Japan, 1960", "us-japan-1960"),
        ("Øyvind Łukasz Weiß", "oyvind-lukasz-weiss"),
        ("習近平", "習近平"),
        ("", ""),
        ("!!!", ""),
    ],
)
def test_slug_of_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text(max_size=300))
def test_slug_is_stable_short_and_without_separators(name: str) -> None:
    slug = slug_of(name)
    assert slug_of(slug) == slug
    assert len(slug) <= MAX_SLUG
    assert not set(slug) & set(", /?#&\\\"'<>\n")
