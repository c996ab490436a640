"""Whether holdings, database and index say the same: every digest is computed again, every row compared."""

from __future__ import annotations

from collections import Counter

from archive.verifying.faults import Difference, Fault, Verified
from archive.verifying.looking import Each, looked_at
from archive.verifying.mending import mend

__all__ = ["Difference", "Fault", "Verified", "verify"]


def verify(*, repair: bool = False, each: Each | None = None) -> Verified:
    """Compare everything with everything; rows and files that come in meanwhile are not looked at.

    With ``repair`` what can be derived is put right, and then everything is compared again: the
    differences given are those that are left.
    """
    first = looked_at(each)
    if not repair or not first.differences:
        return first
    mend(first)
    second = looked_at(each)
    second.mended = Counter(one.fault for one in first.differences) - Counter(one.fault for one in second.differences)
    return second
