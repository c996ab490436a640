"""From a query tree to Whoosh's own query objects, which both Whoosh's searcher and ours can run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whoosh import query as wq

from archive.search import query as tree
from archive.search.engines.whoosh.schema import DATE_FIELD, STEM_SUFFIX, TEXT_FIELDS
from archive.search.results import Facet
from archive.search.words import stem

Query = Any
"""A whoosh.query.Query; Whoosh has no types."""

WEIGHTS = {"title": 4.0, "lead": 1.5, "text": 1.0}
"""What a word counts in each field. A title names what an article is about, and the lead sums it up."""


class Near(wq.Phrase):  # type: ignore[misc]
    """The words of one field in any order, with at most ``within`` other words between them, all told."""

    def __init__(self, fieldname: str, words: list[str], within: int, boost: float = 1.0) -> None:
        super().__init__(fieldname, words, slop=within + 1, boost=boost)
        self.within = within

    def normalize(self) -> Near:
        """Itself: a `whoosh.query.Phrase` would be made anew as a phrase."""
        return self


class AtLeast(wq.Term):  # type: ignore[misc]
    """A term that occurs at least ``count`` times in the field."""

    def __init__(self, fieldname: str, text: str, count: int, boost: float = 1.0) -> None:
        super().__init__(fieldname, text, boost=boost)
        self.count = count

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and isinstance(other, AtLeast) and self.count == other.count

    def __hash__(self) -> int:
        return hash((super().__hash__(), self.count))


class Same(wq.And):  # type: ignore[misc]
    """Parts that stand in one paragraph of the text: what Whoosh would find for all of them, and the leaves."""

    def __init__(self, subqueries: list[Query], leaves: Sequence[Any], languages: Sequence[str]) -> None:
        super().__init__(subqueries)
        self.leaves, self.languages = tuple(leaves), tuple(languages)

    def __hash__(self) -> int:
        return hash((type(self), self.leaves, self.languages))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and (self.leaves, self.languages) == (other.leaves, other.languages)


def compiled(  # noqa: PLR0911 - one a kind of node
    node: tree.Node, languages: Sequence[str], sources: str = Facet.SOURCE.value
) -> Query:
    """The Whoosh query of a tree, for an index with articles in these languages (ISO 639-1).

    ``sources`` is the field in which sources are looked for.
    """
    match node:
        case tree.Everything():
            return wq.Every()
        case tree.Nothing():
            return wq.NullQuery
        case tree.Word():
            return _word(node, languages)
        case tree.Phrase(forms, field, within):
            return _phrase(forms, field, within)
        case tree.Pattern(glob, field):
            return _constant(_either([_pattern(name, glob) for name in _fields(field)]))
        case tree.Same(parts):
            return Same([compiled(part, languages, sources) for part in parts], parts, languages)
        case tree.Tagged(facet, value):
            return wq.Term(sources if facet is Facet.SOURCE else facet.value, value)
        case tree.Dated(since, until):
            low, high = since.isoformat() if since else "0", until.isoformat() if until else "9999-99"
            return _constant(wq.TermRange(DATE_FIELD, low, high))
        case tree.And(parts):
            wanted = [compiled(part, languages, sources) for part in parts if not isinstance(part, tree.Not)]
            unwanted = [compiled(part.part, languages, sources) for part in parts if isinstance(part, tree.Not)]
            positive = _all(wanted) if wanted else wq.Every()
            return wq.AndNot(positive, _either(unwanted)) if unwanted else positive
        case tree.Or(parts):
            return wq.Or([compiled(part, languages, sources) for part in parts])
        case tree.Not(part):
            return wq.AndNot(wq.Every(), compiled(part, languages, sources))


def _fields(field: tree.TextField | None) -> Sequence[str]:
    return (field.value,) if field else TEXT_FIELDS


def _either(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else wq.Or(queries)


def _constant(query: Query) -> Query:
    """A query that scores 1; Whoosh scores a pattern by chance, as a term where one term fits it."""
    return wq.ConstantScoreQuery(query)


def _all(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else wq.And(queries)


def _word(word: tree.Word, languages: Sequence[str]) -> Query:
    """A word by its stem; where languages stem it differently, each stem in the texts of its languages."""
    stems: dict[str, list[str]] = {}
    for language in languages:
        stems.setdefault(stem(word.form, language), []).append(language)
    others = {form: names for form, names in stems.items() if form != word.form}
    elsewhere = [wq.Term(Facet.LANGUAGE.value, name) for names in others.values() for name in names]
    plain = _stemmed(word, word.form)
    parts = [wq.AndNot(plain, _either(elsewhere)) if elsewhere else plain]
    for form, names in others.items():
        spoken = _either([wq.Term(Facet.LANGUAGE.value, name) for name in names])
        # Whoosh's own Require is of no use: it takes away what it should require.
        parts.append(wq.And([_stemmed(word, form), wq.ConstantScoreQuery(spoken, 0.0)]))
    return _either(parts)


def _stemmed(word: tree.Word, form: str) -> Query:
    """A stem in the fields of a word."""
    names = [(f"{name}{STEM_SUFFIX}", WEIGHTS[name]) for name in _fields(word.field)]
    if word.at_least > 1:
        return _either([AtLeast(name, form, word.at_least, boost) for name, boost in names])
    return _either([wq.Term(name, form, boost=boost) for name, boost in names])


def _phrase(forms: tuple[str, ...], field: tree.TextField | None, within: int | None) -> Query:
    """Words as written, in each of the fields."""
    queries: list[Query] = []
    for name in _fields(field):
        if len(forms) == 1:
            queries.append(wq.Term(name, forms[0], boost=WEIGHTS[name]))
        elif within is None:
            queries.append(wq.Phrase(name, list(forms), boost=WEIGHTS[name]))
        else:
            queries.append(Near(name, list(forms), within, boost=WEIGHTS[name]))
    return _either(queries)


def _pattern(name: str, glob: str) -> Query:
    if glob.endswith("*") and "*" not in glob[:-1] and "?" not in glob:
        return wq.Prefix(name, glob[:-1])
    return wq.Wildcard(name, glob)
