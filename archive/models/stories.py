"""Near copies found without comparing all pairs: the keys of each text, and who is whose copy.

A story is one article, its first, and all that are copies of it: ``Article.copy_of`` leads to the first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from django.db import connection, models

from archive.comparing import Words, content_words, is_copy, sketch
from archive.models.articles import Article
from archive.models.inserting import Insert

COMMON_KEY = 60
"""Articles in which a key stands from which it says nothing: a form of words, not a text."""
MOST_CANDIDATES = 8
"""Articles a text is compared with word by word: those that share most keys, among which a copy is always."""
DAYS_APART = 10
"""Days between two publications beyond which a copy is unlikely: papers print agency copy within the week."""


KEYS_AT_ONCE = 900
"""Keys that one statement asks for; databases bound the number of parameters."""
NO_KEY = -1
"""No text has it: keys have 63 bits."""


class TextKey(models.Model):
    """A key of an article's text (see `archive.comparing.sketch`)."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="text_keys")
    key = models.BigIntegerField()

    class Meta:
        """Found by key; each once an article."""

        constraints = [models.UniqueConstraint(fields=["key", "article"], name="text_key_once")]

    def __str__(self) -> str:
        return f"{self.key} in {self.article_id}"


_TABLE = TextKey._meta.db_table
_COMMON = (
    "WITH wanted (key) AS (VALUES {}) SELECT key FROM wanted"  # noqa: S608
    f" WHERE EXISTS (SELECT 1 FROM {_TABLE} AS held WHERE held.key = wanted.key LIMIT 1 OFFSET {COMMON_KEY})"
)
"""Which keys are common: of none more rows are read than it takes to see it, however large the archive is."""
_HELD = f"SELECT key, article_id FROM {_TABLE} WHERE key IN ({{}}) ORDER BY key, article_id"  # noqa: S608
_INSERT = Insert(TextKey, ("article_id", "key"))


@dataclass(slots=True)
class Compared:
    """What of an article is compared with others."""

    pk: int
    text: str
    text_sha256: str
    source_id: int
    published_on: date | datetime | None
    date_precision: str
    copy_of_id: int | None = None
    keys: tuple[int, ...] | None = None
    """The sketch of the text, where it is known."""
    _words: Words | None = None

    @property
    def words(self) -> Words:
        """The text's content words."""
        if self._words is None:
            self._words = content_words(self.text)
        return self._words

    def sketch(self) -> tuple[int, ...]:
        """The keys of the text."""
        return sketch(self.words) if self.keys is None else self.keys


_COLUMNS = ("pk", "text", "text_sha256", "source_id", "published_on", "date_precision", "copy_of_id")


def group_copies(ids: Iterable[int | None], new: Iterable[Compared] = ()) -> set[int]:
    """Group articles that are new or changed with their near copies; gives the ids of all whose story changed.

    Call it within a transaction, after the articles are saved. ``new`` are those of them that are a part of the
    archive only since this transaction, so that they need not be read. The outcome doesn't depend on the order in
    which articles come in: a story is all that hangs together by likeness, its first the one published first.
    """
    made = {article.pk: article for article in new}
    there = _read({pk for pk in ids if pk} - set(made))
    batch = dict(sorted((there | made).items()))
    keys = {pk: article.sketch() for pk, article in batch.items()}
    stored = _stored_keys({pk: keys[pk] for pk in there})
    candidates = _candidates(keys)
    _store_keys(keys, stored)
    others = _read({pk for found in candidates.values() for pk in found} - set(batch)) | batch
    changed = set(stored) | {pk for pk in there if not keys[pk]}
    in_story = set(Article.objects.filter(copy_of__in=changed).values_list("copy_of", flat=True)) if changed else set()
    touched: set[int] = set()
    for pk, article in batch.items():
        like = [others[other] for other in candidates[pk] if other in others and _alike(article, others[other])]
        for near in (article, *like):
            if near.pk in touched:  # its story changed with an article before
                near.copy_of_id = Article.objects.values_list("copy_of", flat=True).get(pk=near.pk)
        if pk in changed and (pk in in_story or article.copy_of_id):
            touched |= _regroup(article, like)
        elif like:
            touched |= _settle({member.pk: member for near in (article, *like) for member in _story_of(near)})
    return touched


def _read(ids: Iterable[int]) -> dict[int, Compared]:
    """Articles by their ids."""
    wanted = sorted(ids)
    parts = (wanted[start : start + KEYS_AT_ONCE] for start in range(0, len(wanted), KEYS_AT_ONCE))
    rows = (row for part in parts for row in Article.objects.filter(pk__in=part).order_by().values_list(*_COLUMNS))
    return {row[0]: Compared(*row) for row in rows}


def _regroup(article: Compared, like: Iterable[Compared]) -> set[int]:
    """Settle a story again of which one text changed: what no longer hangs together falls apart."""
    everyone = {member.pk: member for near in (article, *like) for member in _story_of(near)} | {article.pk: article}
    touched: set[int] = set()
    left = set(everyone)
    while left:
        together: set[int] = set()
        reached = [left.pop()]
        while reached:
            pk = reached.pop()
            together.add(pk)
            alike = {other for other in left if _alike(everyone[pk], everyone[other])}
            left -= alike
            reached += alike
        touched |= _settle({pk: everyone[pk] for pk in together})
    return touched


def _stored_keys(keys: Mapping[int, Sequence[int]]) -> dict[int, set[int]]:
    """The stored keys of those articles that have any; keys that their texts no longer have are deleted."""
    stored: dict[int, set[int]] = defaultdict(set)
    if keys:
        for pk, key in TextKey.objects.filter(article__in=keys).values_list("article_id", "key"):
            stored[pk].add(key)
    for pk, old in stored.items():
        if gone := old - set(keys[pk]):
            TextKey.objects.filter(article=pk, key__in=gone).delete()
    return stored


def _store_keys(keys: Mapping[int, Sequence[int]], stored: Mapping[int, set[int]]) -> None:
    """Store the keys of articles that aren't yet."""
    rows = [(pk, key) for pk in keys for key in keys[pk] if key not in stored.get(pk, ())]
    # In the order of the index that they go into, so that each of its pages is written once.
    _INSERT.rows(sorted(rows, key=itemgetter(1)))


def _candidates(sketches: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """For each article the ids of those that share keys with it: those that share most first."""
    holders = _holders(sketches)
    found = {}
    for article, keys in sketches.items():
        shared = Counter(chain.from_iterable(holders[key] for key in keys if key in holders))
        del shared[article]
        several = sorted((pk for pk, times in shared.items() if times > 1), key=lambda pk: -shared[pk])
        once = (pk for pk, times in shared.items() if times == 1)
        found[article] = list(islice(chain(several, once), MOST_CANDIDATES))
    return found


def _holders(sketches: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """The articles in which each key of these stands, stored or not yet; keys in only one or in too many are left out.

    What is stored of these articles must be theirs still.
    """
    wanted = {key for keys in sketches.values() for key in keys}
    holders: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        common = {key for (key,) in _asked(cursor, _COMMON, "(%s)", sorted(wanted))}
        for key, pk in _asked(cursor, _HELD, "%s", sorted(wanted - common)):
            if pk not in sketches:
                holders[key].append(pk)
    for pk, keys in sketches.items():
        for key in keys:
            if key not in common:
                holders[key].append(pk)
    return {key: pks for key, pks in holders.items() if 1 < len(pks) <= COMMON_KEY}


def _asked(cursor: Any, statement: str, place: str, keys: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The rows of a statement for many keys; it is the same for any number, so that databases need not read it anew."""
    sql = statement.format(", ".join([place] * KEYS_AT_ONCE))
    for start in range(0, len(keys), KEYS_AT_ONCE):
        part = keys[start : start + KEYS_AT_ONCE]
        cursor.execute(sql, [*part, *[NO_KEY] * (KEYS_AT_ONCE - len(part))])
        yield from cursor.fetchall()


def _alike(one: Compared, other: Compared) -> bool:
    if one.text_sha256 == other.text_sha256:
        return True
    return is_copy(one.words, other.words, one.source_id == other.source_id or _apart(one, other))


def _apart(one: Compared, other: Compared) -> bool:
    """Whether both are dated to the day and far from each other."""
    if one.published_on is None or other.published_on is None or {one.date_precision, other.date_precision} != {"day"}:
        return False
    return abs((_day(one.published_on) - _day(other.published_on)).days) > DAYS_APART


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _story_of(article: Compared) -> list[Compared]:
    """All articles of the story, its first included; the article alone where it has none."""
    first = article.copy_of_id or article.pk
    found = Article.objects.filter(models.Q(pk=first) | models.Q(copy_of=first)).values_list(*_COLUMNS)
    return [Compared(*row) for row in found] or [article]


def _settle(story: Mapping[int, Compared]) -> set[int]:
    """Make one story of articles; gives the ids of those whose place changed, and of their firsts."""
    first = min(story.values(), key=_age)
    moved: set[int] = set()
    for member in story.values():
        wanted = None if member is first else first.pk
        if member.copy_of_id != wanted:
            moved |= {pk for pk in (member.pk, member.copy_of_id, first.pk) if pk}
            member.copy_of_id = wanted
            Article.objects.filter(pk=member.pk).update(copy_of=wanted)
    if moved:
        Article.objects.filter(pk__in=moved).mark_for_index()
    return moved


def _age(article: Compared) -> tuple[bool, str, int]:
    """Sorts the one published first to the front: dated before undated, then as they came in."""
    return (article.published_on is None, str(article.published_on or ""), article.pk)
