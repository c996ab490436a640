"""Rows given as tuples into the database: what ``bulk_create`` does, without an instance and an expression a value.

Of a short text's way into the database those took most of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone

Row = Sequence[Any]
NUMBERED_AT_ONCE = 100
"""Rows of one statement that tells their ids, where the database bounds it no closer."""
_AS_THEY_ARE = (models.TextField, models.CharField, models.IntegerField, models.FloatField, models.ForeignKey)
"""Fields whose values every database takes as Python has them."""


class Insert:
    """Inserts rows of a model; columns that aren't given get their default, those of times the present moment."""

    def __init__(self, model: type[models.Model], given: Sequence[str]) -> None:
        """``given`` names the columns of the tuples as attributes are named (``article_id`` for a foreign key)."""
        meta = model._meta
        self._table, self._pk = meta.db_table, str(meta.pk.column)
        self._given = [_concrete(meta.get_field(name)) for name in given]
        self._rest = [field for field in meta.concrete_fields if field not in self._given and field != meta.pk]

    def rows(self, rows: Iterable[Row]) -> None:
        """Insert rows; how many there are makes no difference to their number of statements."""
        prepared = self._prepared(rows)
        if prepared:
            with connection.cursor() as cursor:
                cursor.executemany(self._sql(1), prepared)

    def numbered(self, rows: Iterable[Row]) -> list[int]:
        """Insert rows; gives their ids in their order."""
        prepared = self._prepared(rows)
        with connection.cursor() as cursor:
            if connection.features.can_return_rows_from_bulk_insert:
                return [pk for part in self._parts(prepared) for pk in self._told(cursor, part)]
            return [self._one(cursor, row) for row in prepared]

    def _prepared(self, rows: Iterable[Row]) -> list[Row]:
        """The rows as the database takes them, with the columns that weren't given."""
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        if not columns:
            return []
        for place, field in enumerate(self._given):
            if step := _step(field):
                columns[place] = [step(value) for value in columns[place]]
        count = len(columns[0])
        columns += [[field.get_db_prep_save(_default(field), connection)] * count for field in self._rest]
        return list(zip(*columns, strict=True))

    def _parts(self, rows: list[Row]) -> Iterator[list[Row]]:
        bound = connection.ops.bulk_batch_size([*self._given, *self._rest], rows)
        size = max(1, min(bound, NUMBERED_AT_ONCE))
        return (rows[start : start + size] for start in range(0, len(rows), size))

    def _told(self, cursor: Any, rows: list[Row]) -> list[int]:
        sql = f"{self._sql(len(rows))} RETURNING {connection.ops.quote_name(self._pk)}"
        cursor.execute(sql, [value for row in rows for value in row])
        return [pk for (pk,) in cursor.fetchall()]

    def _one(self, cursor: Any, row: Row) -> int:
        cursor.execute(self._sql(1), row)
        return int(connection.ops.last_insert_id(cursor, self._table, self._pk))

    def _sql(self, count: int) -> str:
        quoted = connection.ops.quote_name
        columns = [quoted(str(field.column)) for field in (*self._given, *self._rest)]
        one = f"({', '.join(['%s'] * len(columns))})"
        return f"INSERT INTO {quoted(self._table)} ({', '.join(columns)}) VALUES {', '.join([one] * count)}"  # noqa: S608


def _concrete(field: Any) -> models.Field[Any, Any]:
    if not isinstance(field, models.Field) or not field.concrete:
        raise TypeError(f"{field} is no column")
    return field


def _step(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How a value of that field is prepared for the database."""
    if isinstance(field, _AS_THEY_ARE):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _default(field: models.Field[Any, Any]) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return timezone.now()
    return field.get_default()
