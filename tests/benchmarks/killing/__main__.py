"""The command line: kill so often, write the log as it goes."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks import killing
from tests.benchmarks.killing.rounds import Rounds


def main() -> int:
    """Kill; gives 1 where anything differed afterwards."""
    parser = argparse.ArgumentParser(description=killing.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--moments", dest="places", action="store_false", help="kill at moments of time (the default)")
    where.add_argument("--places", action="store_true", help="kill before writes, syncs and commits")
    parser.add_argument("--log", type=Path, help="a file for the log; without it goes to standard output")
    parser.add_argument("--folder", type=Path, help="a folder to work in, which stays; else one that is removed")
    parser.set_defaults(places=False)
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = asked.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="entente-kills-")))
        folder.mkdir(parents=True, exist_ok=True)
        log = stack.enter_context(asked.log.open("w", encoding="utf-8")) if asked.log else sys.stdout
        rounds = Rounds(folder, random.Random(asked.seed), log, asked.places)
        rounds.kill(asked.kills)
        return int(bool(rounds.differing))


if __name__ == "__main__":
    sys.exit(main())
