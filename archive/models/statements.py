"""Queries that are asked again and again with other keys: the ORM writes their SQL once, later only the keys change.

Writing the SQL of a small query takes longer than the database takes to answer it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db import connections, router
from django.db.models import Model, QuerySet

Key = int | str
MOST_KEPT = 64
"""Texts of one statement that are kept: one for each number of keys that was asked for lately."""


@dataclass(frozen=True, slots=True)
class _Text:
    """SQL with its parameters, which of them are keys, and how columns become Python's values."""

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    """The place of a parameter, and the number of the key that it is."""
    converters: tuple[tuple[int, Any, Any], ...]


class Statement:
    """A query by keys whose rows are asked for as with ``values_list``."""

    def __init__(
        self, model: type[Model], query: Callable[[list[Any]], QuerySet[Any, Any]], stand_in: Callable[[int], Key]
    ) -> None:
        """``query`` makes the query of some keys; it may use each several times and must not change or order them.

        ``stand_in`` gives keys that nothing else in the query equals: `a_number` or `a_word`.
        """
        self._model, self._query, self._stand_in = model, query, stand_in
        self._texts: OrderedDict[tuple[str, int], _Text] = OrderedDict()
        self._lock = Lock()

    def rows(self, keys: Iterable[Key]) -> list[tuple[Any, ...]]:
        """The rows of some keys, each of which counts once; none of no keys, without asking the database."""
        wanted = list(dict.fromkeys(keys))
        if not wanted:
            return []
        connection = connections[router.db_for_read(self._model)]
        text = self._text(connection.alias, len(wanted))
        parameters = list(text.parameters)
        for place, number in text.places:
            parameters[place] = wanted[number]
        with connection.cursor() as cursor:
            cursor.execute(text.sql, parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not text.converters:
            return rows
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for at, steps, expression in text.converters if rows else ():
            for step in steps:
                columns[at] = [step(value, expression, connection) for value in columns[at]]
        return list(zip(*columns, strict=True))

    def _text(self, alias: str, count: int) -> _Text:
        with self._lock:
            text = self._texts.get((alias, count))
            if text is not None:
                self._texts.move_to_end((alias, count))
                return text
        text = self._written(alias, count)
        with self._lock:
            self._texts[alias, count] = text
            if len(self._texts) > MOST_KEPT:
                self._texts.popitem(last=False)
        return text

    def _written(self, alias: str, count: int) -> _Text:
        keys = [self._stand_in(number) for number in range(count)]
        numbers: dict[Any, int] = {key: number for number, key in enumerate(keys)}
        compiler = self._query(keys).query.get_compiler(alias)
        sql, parameters = compiler.as_sql()
        places = [
            (place, numbers[one])
            for place, one in enumerate(parameters)
            if isinstance(one, int | str) and one in numbers
        ]
        converters = compiler.get_converters([expression for expression, _, _ in compiler.select])
        return _Text(sql, tuple(parameters), tuple(places), tuple((at, *both) for at, both in converters.items()))


def a_number(at: int) -> int:
    """A number that is no row's."""
    return -(1 << 60) - at


def a_word(at: int) -> str:
    """A word that is no value's."""
    return f"\x01{at}"
