"""What a curator's form on a block needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from archive.models import BlockDecision


@dataclass(frozen=True, slots=True)
class Handle:
    """One block: the key its form sends, whether it is out of the article now, and the decision on it."""

    fingerprint: int
    occurrence: int
    removed: bool
    decision: BlockDecision | None = None
