"""Reads what people type into a query tree. Never raises: what is malformed is mended, with a note.

The language is described in docs/search.md. Words are joined by AND; AND binds closer than OR.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.search.lexing import lex
from archive.search.operands import SAME, Scope, operand, scope_named, together
from archive.search.query import Everything, Node, conjunction, disjunction, negation, shown
from archive.search.tokens import Kind, Token

MAX_CHARACTERS = 2_000
"""A query longer than this is cut; nobody types one, and a machine's is no question."""
MAX_OPERANDS = 200
"""Words, phrases and filters of one query that are read."""
MAX_DEPTH = 30
"""Parentheses inside one another; deeper ones are left out. Keeps the reader's recursion bounded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as it was read: the tree, the tree in words, and how the query was mended."""

    tree: Node
    understood: str
    notes: tuple[str, ...] = ()


def read(query: str) -> Reading:
    """Read a query. Nothing but white space or punctuation means every article, punctuation with a note."""
    notes: list[str] = []
    if len(query) > MAX_CHARACTERS:
        query = query[:MAX_CHARACTERS]
        notes.append(f"Only the first {MAX_CHARACTERS:,} characters of the query were read.")
    tokens = lex(query, notes)
    reader = _Reader(tokens, notes)
    tree = reader.whole()
    if isinstance(tree, Everything) and not notes and not re.fullmatch(r"[\s*?]*", query):
        notes.append("Nothing of this can be searched for, so all articles are listed.")
    return Reading(tree, shown(tree), tuple(dict.fromkeys(notes)))


@dataclass
class _Reader:
    """Recursive descent over the tokens: alternatives of conjunctions of operands."""

    tokens: list[Token]
    notes: list[str]
    at: int = 0
    depth: int = 0
    operands: int = 0
    scopes: list[Scope] = field(default_factory=lambda: [Scope()])

    def whole(self) -> Node:
        found = self.alternatives()
        while self.peek() is not None:  # only a closing parenthesis too many stops it early
            self.note("A closing parenthesis had no opening one and was left out.")
            self.at += 1
            rest = self.alternatives()
            found = conjunction([part for part in (found, rest) if part is not None])
        return found if found is not None else Everything()

    def peek(self) -> Kind | None:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else None

    def note(self, text: str) -> None:
        self.notes.append(text)

    def alternatives(self) -> Node | None:
        """Conjunctions joined by OR; None where there is no operand at all."""
        parts = [self.conjunction()]
        while self.peek() is Kind.OR:
            self.at += 1
            parts.append(self.conjunction())
        given = [part for part in parts if part is not None]
        if given and len(given) < len(parts):
            self.note("OR needs something on both sides; one without was left out.")
        return disjunction(given) if given else None

    def conjunction(self) -> Node | None:
        """Operands joined by AND, said or unsaid."""
        parts: list[Node] = []
        dangling = False
        while (kind := self.peek()) not in (None, Kind.OR, Kind.CLOSE):
            if kind is Kind.AND:
                self.at += 1
                if dangling or not parts:
                    self.note("AND needs something on both sides; one without was left out.")
                dangling = True
                continue
            part = self.negated()
            if part is not None:
                parts.append(part)
                dangling = False
        if dangling and parts:
            self.note("AND needs something on both sides; one without was left out.")
        return conjunction(parts) if parts else None

    def negated(self) -> Node | None:
        """An operand, perhaps with NOT or - before it."""
        negative = False
        said = False
        while self.peek() is Kind.NOT:
            self.at += 1
            negative, said = not negative, True
        if self.peek() in (None, Kind.OR, Kind.AND, Kind.CLOSE):
            if said:
                self.note("NOT had nothing behind it and was left out.")
            return None
        part = self.operand()
        return negation(part) if part is not None and negative else part

    def operand(self) -> Node | None:
        """A word, a phrase, a filter or a group."""
        token = self.tokens[self.at]
        self.at += 1
        if token.kind is Kind.OPEN:
            return self.group()
        if token.kind is Kind.FIELD:
            return self.scoped(token)
        self.operands += 1
        if self.operands > MAX_OPERANDS:
            self.note(f"Only the first {MAX_OPERANDS} words and filters of the query were read.")
            return None
        return operand(token, self.scopes[-1], self.notes)

    def scoped(self, token: Token) -> Node | None:
        """What stands behind a field's name."""
        if self.peek() not in (Kind.WORD, Kind.PHRASE, Kind.OPEN, Kind.FIELD):
            self.note(f"“{token.text}:” had nothing behind it and was left out.")
            return None
        self.scopes.append(scope_named(token.text, self.scopes[-1]))
        if self.depth >= MAX_DEPTH:
            self.note("Fields inside one another so often were left out.")
            self.at = len(self.tokens)
            found = None
        else:
            self.depth += 1
            found = self.operand()
            self.depth -= 1
        self.scopes.pop()
        return together(found, self.notes) if found is not None and token.text == SAME else found

    def group(self) -> Node | None:
        """What stands in parentheses."""
        if self.depth >= MAX_DEPTH:
            self.note(f"Parentheses inside one another are read {MAX_DEPTH} deep; deeper ones were left out.")
            return self.operand() if self.peek() in (Kind.WORD, Kind.PHRASE) else None
        self.depth += 1
        found = self.alternatives()
        self.depth -= 1
        if self.peek() is Kind.CLOSE:
            self.at += 1
        else:
            self.note("A parenthesis was not closed; it was closed at the end.")
        return found
