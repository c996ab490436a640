"""Every measurement, one after another: ``python -m tests.benchmarks``, which `make bench` calls.

Each also runs alone, with options of its own: ``python -m tests.benchmarks.cleaning_bench --help``.
Quality is measured on collections beside the project; where they are missing that part says so.
"""

from __future__ import annotations

import subprocess
import sys

PARTS = (
    "tests.benchmarks.cleaning_bench",
    "tests.benchmarks.tagging_bench",
    "tests.benchmarks.tagging_speed",
    "tests.benchmarks.search",
    "tests.benchmarks.http",
)


def main() -> int:
    """Run each part in a process of its own; gives 1 where one of them failed."""
    failed = 0
    for part in PARTS:
        print(f"\n== {part} ==\n", flush=True)
        failed |= subprocess.run([sys.executable, "-m", part], check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
