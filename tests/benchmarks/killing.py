"""Kills commands at random moments, runs them again, and asks `verify` what differs.

    python -m tests.benchmarks.killing --kills 200 --log kills.txt

Each round starts one of `ingest` (with 1 or 2 workers), `reindex` and `reclean` on one archive, kills it with SIGKILL
at a random moment of its life, and starts the same command again, to its end. New pages come in with every round; all
of the archive is verified at the end and after every tenth round.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.made import crawl, short_texts
from tests.makers import warc

ROOT = Path(__file__).parents[2]
REJECTING = 1
"""Exit status of an ingest that rejected a page, and of a verify that found differences."""


@dataclass
class Killing:
    """Rounds of killing on one archive."""

    folder: Path
    chance: random.Random
    kills: int = 0
    missed: int = 0
    log: list[str] = field(default_factory=list)

    def run(self, *command: str, dying: bool = False, longest: float = 20.0) -> subprocess.CompletedProcess[str] | None:
        """Run a command; where ``dying`` kill it within ``longest`` seconds and give None where that was in time."""
        environment = {**os.environ, "ARCHIVE_DATA": str(self.folder / "data"), "ARCHIVE_BATCH": "5"}
        with subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                out, _ = process.communicate(timeout=self.chance.uniform(0, longest) if dying else 600)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                self.kills += 1
                return None
            self.missed += dying
            return subprocess.CompletedProcess(command, process.returncode, out)

    def round(self, number: int, longest: float) -> None:
        """Kill one command and run it to its end."""
        file = self.folder / f"{number}.jsonl"
        file.write_bytes(b"".join(short_texts(20, seed=number)))
        web = self.folder / f"{number}.warc.gz"
        web.write_bytes(warc(crawl(3, seed=number)))
        ingest = ("ingest", str(file), str(web))
        command = self.chance.choice([ingest, ingest, (*ingest, "--workers", "2"), ("reindex",), ("reclean",)])
        started = time.monotonic()
        killed = self.run(*command, dying=True, longest=longest) is None
        lived = time.monotonic() - started
        done = self.run(*command)
        status = done.returncode if done else None
        self.log.append(
            f"{number:4} {command[0]:8} {'killed' if killed else 'ended '} after {lived:5.1f} s, then {status}"
        )
        if status != 0:
            raise SystemExit("\n".join([*self.log, done.stdout if done else ""]))

    def verified(self) -> bool:
        """Whether nothing differs; the outcome goes to the log."""
        done = self.run("verify")
        self.log.append((done.stdout if done else "").strip())
        return bool(done) and done is not None and done.returncode == 0


def kill(kills: int, seed: int = 1, longest: float = 20.0, folder: Path | None = None) -> Killing:
    """So many kills; raises SystemExit with the log where a command fails or something differs."""
    with tempfile.TemporaryDirectory(prefix="entente-kills-") as made:
        rounds = Killing(folder or Path(made), random.Random(seed))
        first = rounds.run("ingest", str(ROOT / "fixtures" / "sample"))
        rounds.log.append(f"start: {first.returncode if first else None}")
        number = 0
        while rounds.kills < kills:
            number += 1
            rounds.round(number, longest)
            if number % 10 == 0 and not rounds.verified():
                raise SystemExit("\n".join(rounds.log))
        if not rounds.verified():
            raise SystemExit("\n".join(rounds.log))
        rounds.log.append(f"{rounds.kills} kills, {rounds.missed} commands that had ended before")
        return rounds


def main() -> None:
    """Kill and print the log."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=20.0, help="seconds within which a command is killed")
    parser.add_argument("--log", type=Path)
    asked = parser.parse_args()
    log = "\n".join(kill(asked.kills, asked.seed, asked.longest).log)
    print(log)
    if asked.log:
        asked.log.write_text(log + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
