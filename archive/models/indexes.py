"""Indexes over texts without a bound: PostgreSQL refuses a row of more than 2,704 bytes in its usual ones.

https://www.postgresql.org/docs/current/btree.html, "Implementation"; hash indexes keep four bytes of each value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models import F, Q
from django.db.models.functions import MD5


class AddressIndex(models.Index):
    """Finds rows by the last of its fields, of any length; on PostgreSQL a hash index over that field alone.

    Rows where it is empty are left out there: equal values would make one endless chain.
    """

    def create_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        """The statement that makes it."""
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using, **kwargs)
        name = self.fields[-1]
        hashed = models.Index(fields=[name], name=self.name, condition=~Q(**{name: ""}))
        return hashed.create_sql(model, schema_editor, " USING hash", **kwargs)


class UniqueWithAddress(models.UniqueConstraint):
    """Rows that differ in one of the fields, an address of any length (``url``) among them.

    On PostgreSQL the digest of the address stands in its index.
    """

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """The part of a table's own statement, where it is made with the table."""
        return self._made(schema_editor)[0](model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """The statement that makes it."""
        return self._made(schema_editor)[1](model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """The statement that takes it away."""
        return self._made(schema_editor)[2](model, schema_editor)

    def _made(self, schema_editor: Any) -> tuple[Callable[..., Any], ...]:
        """The three methods as the database at hand needs them."""
        if schema_editor.connection.vendor != "postgresql":
            return super().constraint_sql, super().create_sql, super().remove_sql
        columns = [MD5(F(name)) if name == "url" else F(name) for name in self.fields]
        digested = models.UniqueConstraint(*columns, name=self.name, condition=self.condition)
        return digested.constraint_sql, digested.create_sql, digested.remove_sql
