"""Rounds of killing, each on an archive that a few rounds before it have used already."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.benchmarks.killing.starting import KILLED, Ended, Killing, get_ready, left_of_groups, run
from tests.benchmarks.made import HOSTS, crawl, short_texts
from tests.makers import answer, record, warc

INGEST, TWO, LONELY = "ingest", "ingest --workers 2", "ingest --workers 2, parent alone"
KINDS = [
    *[INGEST] * 6,
    *[TWO] * 2,
    *[LONELY] * 2,
    *["reindex"] * 3,
    *["reclean"] * 3,
    *["retag"] * 2,
    *["rebuild"] * 3,
    "backup",
    "restore",
]
"""The commands of twenty rounds."""
ROUNDS_AN_ARCHIVE = 4
AGAIN = 1 / 2
"""Share of the commands started again that are killed too."""
LINGERING = 10.0
"""Seconds in which the workers of a killed command must be gone."""


@dataclass
class Rounds:
    """Rounds of killing below a folder; ``log`` takes a line a round as it happens."""

    folder: Path
    chance: random.Random
    log: IO[str]
    places: bool = False
    kills: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    differing: int = 0
    _taking: dict[str, Ended] = field(default_factory=dict)
    _expected: list[str] = field(default_factory=list)
    _age: int = 0

    @property
    def data(self) -> Path:
        """The archive's folder."""
        return self.folder / "data"

    def kill(self, kills: int) -> None:
        """Play rounds until so many commands were killed."""
        get_ready(self.data)
        self._make_first()
        number, waiting = 0, list[str]()
        while self.kills.total() < kills:
            if not waiting:
                waiting = list(KINDS)
                self.chance.shuffle(waiting)
            number += 1
            if self._age == ROUNDS_AN_ARCHIVE:
                self._start_over()
            self._age += 1
            self._round(number, waiting.pop())
        by_kind = ", ".join(f"{kind} {count}" for kind, count in sorted(self.kills.items()))
        self.say(f"{self.kills.total()} kills ({by_kind}); {self.missed} commands ended before they were killed")
        self.say(f"{self.differing} rounds with differences")

    def say(self, line: str) -> None:
        """Write a line to the log at once."""
        self.log.write(f"{line}\n")
        self.log.flush()

    def _make_first(self) -> None:
        """The archive that others are copies of: loaded actors, a few pages, a curator's decision."""
        file, self._expected = self._made(0)
        for command in (("migrate", "-v0"), ("ingest", *file), ("correct",)):
            done = run(self.folder, *command)
            if done.status:
                raise RuntimeError(f"{command[0]} failed: {done.said}")
        shutil.copytree(self.data, self.folder / "first")
        self.say("start: an archive was made, with a curator's decision")
        for number, kind in enumerate(dict.fromkeys(KINDS), start=1):
            whole = run(self.folder, *self._command(-number, kind))
            if whole.status:
                raise RuntimeError(f"{kind} failed: {whole.said}")
            self._taking[kind] = whole
            self.say(f"{kind} takes {whole.seconds:.2f} s and {whole.places} writes, syncs and commits")
        self._start_over()

    def _start_over(self) -> None:
        shutil.rmtree(self.data)
        shutil.copytree(self.folder / "first", self.data)
        self._expected, self._age = self._made(0)[1], 0

    def _made(self, seed: int) -> tuple[tuple[str, ...], list[str]]:
        """New files to take in, the larger of which fills a WARC file, and the addresses in them."""
        texts = list(short_texts(8, seed=1000 + seed))
        web = list(crawl(2, seed=1000 + seed))
        dice = random.Random(seed + 1000)
        for number in range(2):
            image = answer(b"\x89PNG" + dice.randbytes(600_000), media_type="image/png")
            web.insert(5 * (number + 1), record(f"https://{HOSTS[0]}/{seed}/{number}.png", image))
        files = self.folder / f"{seed}.jsonl", self.folder / f"{seed}.warc.gz"
        for name, data in zip(files, (b"".join(texts), warc(web)), strict=True):
            name.write_bytes(data)
        lines = (line for each in web for line in each.split(b"\r\n\r\n", 1)[0].decode().splitlines())
        addresses = [line.partition(": ")[2] for line in lines if line.startswith("WARC-Target-URI")]
        return tuple(map(str, files)), [*(json.loads(line)["url"] for line in texts), *addresses]

    def _command(self, number: int, kind: str) -> tuple[str, ...]:
        """The words of a round's command; what it takes in is expected from then on."""
        if kind == "backup":
            shutil.rmtree(self.folder / "backup", ignore_errors=True)
            return ("backup", str(self.folder / "backup"))
        if kind == "restore":
            (self.folder / "backup.tar").unlink(missing_ok=True)
            run(self.folder, "backup", str(self.folder / "backup.tar"))
            return ("restore", "--replace", str(self.folder / "backup.tar"))
        if kind == "rebuild":
            return ("rebuild", "--replace")
        if kind not in {INGEST, TWO, LONELY}:
            return (kind,)
        files, addresses = self._made(number)
        self._expected = list(dict.fromkeys([*self._expected, *addresses]))
        return ("ingest", *files, *(() if kind == INGEST else ("--workers", "2")))

    def _round(self, number: int, kind: str) -> None:
        """Kill one command, start it again until it ends, and look at what is there."""
        command = self._command(number, kind)
        moments: list[str] = []
        groups: set[int] = set()
        ended = self._run(kind, command, moments, groups)
        while ended.status == KILLED:
            if self.chance.random() < AGAIN:
                ended = self._run(kind, command, moments, groups)
            else:
                ended = run(self.folder, *command)
                moments.append(f"whole in {ended.seconds:.2f} s")
                if kind not in {INGEST, TWO, LONELY}:  # these have less to do when they are started again
                    self._taking[kind] = ended
        troubles = [] if ended.status == 0 else [f"status {ended.status}: {ended.said.strip()[-2000:]}"]
        troubles += self._troubles(groups)
        self.say(f"{number:4} {kind}: {'; '.join(moments)}; {len(troubles)} differences")
        if troubles:
            self.differing += 1
            shutil.copytree(self.data, self.folder / f"differing-{number}")
            self.say("\n".join(f"     {trouble}" for trouble in troubles))
            self._start_over()

    def _run(self, kind: str, command: tuple[str, ...], moments: list[str], groups: set[int]) -> Ended:
        """Run a command that is to be killed; what it takes whole is learned where it ended before."""
        usual = self._taking[kind]
        if self.places:
            killing = Killing(place=self.chance.randrange(usual.places), alone=kind == LONELY)
            when = f"before place {killing.place} of {usual.places}"
        else:
            killing = Killing(seconds=self.chance.uniform(0, usual.seconds), alone=kind == LONELY)
            when = f"at {killing.seconds:.2f} of {usual.seconds:.2f} s"
        ended = run(self.folder, *command, killing=killing)
        if ended.status == KILLED:
            groups.add(ended.group)
            self.kills[kind] += 1
            moments.append(f"killed {when}")
            shutil.rmtree(self.folder / "killed", ignore_errors=True)
            shutil.copytree(self.data, self.folder / "killed", ignore_dangling_symlinks=True)
        else:
            self.missed += 1
            moments.append(f"ended before {when}")
            if not any(moment.startswith("killed") for moment in moments):
                self._taking[kind] = ended
        return ended

    def _troubles(self, groups: set[int]) -> list[str]:
        """Everything that is wrong with the archive as it is, and processes that outlived a kill."""
        until = time.monotonic() + LINGERING
        while (living := left_of_groups(groups)) and time.monotonic() < until:
            time.sleep(0.1)
        given = self.folder / "expected.json"
        given.write_text(json.dumps(self._expected))
        checked = run(self.folder, "check", str(given))
        troubles = checked.said.strip().splitlines()
        if checked.status and not troubles:
            troubles = [f"the check ended with {checked.status}"]
        return [*troubles, *(f"process {pid} outlived the kill" for pid in living)]
