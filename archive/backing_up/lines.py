"""A database as JSON Lines, one record a line in the form of Django's `dumpdata`: written, and loaded in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, models, transaction

from archive.documents import ArchiveError

_LEFT_OUT = {"contenttypes.contenttype", "auth.permission", "sessions.session"}
"""Made by the tables themselves, or good for a day."""
_AT_ONCE = 500
"""Records in hand: enough that a statement costs nothing, few enough that long articles fit in memory."""


class _Exact(DjangoJSONEncoder):
    """Moments with all their digits; Django's own encoder cuts them to milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def write_lines(path: Path, using: str = DEFAULT_DB_ALIAS) -> None:
    """Write every record of a database to a new file; the caller sees to it that they are of one moment."""
    with path.open("x", encoding="utf-8") as stream:
        for model in _kept_models():
            joined = [field.name for field in model._meta.many_to_many]
            rows = model._base_manager.using(using).order_by("pk").prefetch_related(*joined)
            serializers.serialize(
                "jsonl", rows.iterator(_AT_ONCE), stream=stream, cls=_Exact, use_natural_foreign_keys=True
            )


def load_lines(path: Path) -> None:
    """Put the records of a file in place of all that are there, in one transaction.

    Raises ArchiveError, with the database as it was, for records that don't fit its tables.
    """
    try:
        with transaction.atomic(), path.open(encoding="utf-8") as stream:
            call_command("flush", verbosity=0, interactive=False)
            _load(serializers.deserialize("jsonl", stream))
            _go_on_counting()
            connection.check_constraints()
    except (DeserializationError, DatabaseError) as error:
        raise ArchiveError(f"the records of {path.name} cannot be loaded, nothing was changed: {error}") from error


def _kept_models() -> list[type[models.Model]]:
    """What is written, each model after those that its records are named by."""
    by_app = [(config, list(config.get_models())) for config in apps.get_app_configs()]
    ordered = serializers.sort_dependencies(by_app, allow_cycles=True)
    return [model for model in ordered if model._meta.label_lower not in _LEFT_OUT and not model._meta.proxy]


def _load(records: Iterator[DeserializedObject]) -> None:
    """Insert the records, a model after the other, then the pairs that join them."""
    pairs: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for model, group in groupby(records, lambda record: type(record.object)):
        while batch := list(islice(group, _AT_ONCE)):
            _insert(model, [record.object for record in batch])
            for through, pair in chain.from_iterable(map(_pairs, batch)):
                pairs[through].append(pair)
    for through, rows in pairs.items():
        _insert(through, rows)


def _pairs(record: DeserializedObject) -> Iterator[tuple[type[models.Model], models.Model]]:
    """The rows of the tables between, for the records that this one is joined to."""
    for name, others in (record.m2m_data or {}).items():
        field: Any = type(record.object)._meta.get_field(name)
        through = field.remote_field.through
        own = through._meta.get_field(field.m2m_field_name()).attname
        their = through._meta.get_field(field.m2m_reverse_field_name()).attname
        for other in others:
            yield through, through(**{own: record.object.pk, their: other})


def _insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert rows with the values they have: times of making and changing too, which `bulk_create` would set anew."""
    numbered = rows[0].pk is not None
    fields = [field for field in model._meta.local_concrete_fields if numbered or not field.primary_key]
    quote = connection.ops.quote_name
    place = f"{quote(model._meta.db_table)} ({', '.join(quote(field.column or '') for field in fields)})"
    values = ([field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # half the time that statements take
            with connection.wrap_database_errors, cursor.copy(f"COPY {place} FROM STDIN") as copy:
                for row_values in values:
                    copy.write_row(row_values)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {place} VALUES ({marks})", list(values))  # noqa: S608 - our own names


def _go_on_counting() -> None:
    """Have each table give the next record a number that none has."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)
