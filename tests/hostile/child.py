"""Reads and cleans hostile files in a process of its own with bounded memory; prints what became of each as JSON.

python -m tests.hostile.child FOLDER
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from archive.documents import RawDocument
from archive.handling import clean_page
from archive.readers import Rejection, read

MOST = 3 << 30
"""Bytes of address space: libraries take most of it; what counts is the memory in use, which is printed."""


def main() -> None:
    """One line of JSON a file, and one at the end with the memory that was used at most, in MB."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    for file in sorted(Path(sys.argv[1]).iterdir(), key=lambda each: each.name):
        started, outcomes = time.process_time(), []
        for found in read(file, 50_000_000):
            if isinstance(found, Rejection):
                outcomes.append(found.reason)
            else:
                outcomes.append(_cleaned(found))
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            json.dumps(
                {"file": file.name, "outcomes": outcomes[:3], "seconds": time.process_time() - started, "mb": used}
            )
        )


def _cleaned(found: RawDocument) -> str:
    cleaned = clean_page(found)
    return f"fault: {cleaned.fault}" if cleaned.fault else "page"


if __name__ == "__main__":
    main()
