from __future__ import annotations

import pytest

from archive.search.engines.whoosh.tables import Lexicon


@pytest.mark.parametrize("number", [0, 1, 2, 31, 32, 33, 64, 65, 200])
def test_lexicon_places_each_of_its_terms_and_no_other(number: int) -> None:
    terms = [f"{at:05}".encode() for at in range(1, 2 * number, 2)]
    lexicon = Lexicon(**Lexicon.of(terms))
    assert (len(lexicon), list(lexicon)) == (number, terms)
    assert [lexicon.place(term) for term in terms] == list(range(number))
    between = [f"{at:05}".encode() for at in range(0, 2 * number + 1, 2)]
    assert [lexicon.place(term) for term in between] == [None] * (number + 1)
    assert [lexicon.span(term, None) for term in between] == [(at, number) for at in range(number + 1)]
    assert lexicon.span(b"", b"\xff") == (0, number)
