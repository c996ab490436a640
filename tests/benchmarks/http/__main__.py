"""Measures whole pages over HTTP: ``python -m tests.benchmarks.http --articles 20000``.

Fills an archive (SQLite and index) with the corpus of the search benchmark, starts gunicorn, and has clients ask the
query mix, each as soon as its last answer is there. Prints requests a second, the time that half and 95 in 100 answers
stay under, CPU milliseconds of the workers a request, and their memory (RSS, and PSS, which shares out what
processes share). The clients run on the same machine and take their part of it.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

from tests.benchmarks.http.archive import addresses, prepared

TICKS = os.sysconf("SC_CLK_TCK")


def main(given: list[str]) -> None:
    """Fill, serve, ask, print."""
    options = options_of(given)
    folder = options.folder or Path(mkdtemp(prefix="entente-http-"))
    prepared(folder, options.articles, options.seed)
    server = serve(folder, options)
    try:
        asked = [linked(options.port, address) for address in addresses(options.seed)]
        load(options.port, asked[:80], options.clients, 80)
        workers = children(server.pid)
        before, start = sum(map(cpu, workers)), time.monotonic()
        times, failed = load(options.port, asked, options.clients, options.requests)
        spent = time.monotonic() - start
        used = (sum(map(cpu, workers)) - before) * 1_000 / max(len(times), 1)
        times.sort()
        print(
            f"{options.articles:,} articles, {options.workers} workers, {options.clients} clients, load"
            f" {os.getloadavg()[0]:.1f}: {len(times) / spent:.1f} requests a second,"
            f" median {times[len(times) // 2] * 1_000:.0f} ms, p95 {times[int(len(times) * 0.95)] * 1_000:.0f} ms,"
            f" {used:.1f} ms CPU a request, {failed} failed"
        )
        for worker in workers:
            print(f"worker: {memory(worker, 'Rss'):.0f} MB RSS, {memory(worker, 'Pss'):.0f} MB PSS")
    finally:
        server.terminate()
        server.wait(20)


def serve(folder: Path, options: argparse.Namespace) -> subprocess.Popen[bytes]:
    """Gunicorn as `make run` starts it, once it answers."""
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", f"127.0.0.1:{options.port}"]
    command += ["--workers", str(options.workers), "--threads", "4", "--log-level", "warning", "--no-control-socket"]
    environment = os.environ | {"ARCHIVE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    server = subprocess.Popen(command, env=environment)
    for _ in range(120):
        try:
            if fetch(options.port, "/healthz")[0] == 200:
                return server
        except OSError:
            time.sleep(0.5)
    server.terminate()
    raise SystemExit("gunicorn did not answer within a minute")


def fetch(port: int, address: str) -> tuple[int, str]:
    """Status of an answer, and where it redirects to."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


def linked(port: int, address: str) -> str:
    """The address as the archive's own links have it: articles with their title."""
    status, moved = fetch(port, address)
    return moved if status == 301 else address


def load(port: int, asked: list[str], clients: int, requests: int) -> tuple[list[float], int]:
    """Seconds of each answer, and how many were no good ones."""
    order = random.Random(1).choices(asked, k=requests)
    numbers = count()
    times: list[float] = []
    failed: list[int] = []

    def client() -> None:
        while (number := next(numbers)) < requests:
            start = time.monotonic()
            status, _ = fetch(port, order[number])
            times.append(time.monotonic() - start)
            if status != 200:
                failed.append(status)

    with ThreadPoolExecutor(clients) as pool:
        for each in [pool.submit(client) for _ in range(clients)]:
            each.result()
    return times, len(failed)


def children(process: int) -> list[int]:
    """The workers of a gunicorn."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def cpu(process: int) -> float:
    """CPU seconds a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(process: int, what: str) -> float:
    """Megabytes of a process: ``Rss`` or ``Pss``."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def options_of(given: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--requests", type=int, default=600)
    parser.add_argument("--port", type=int, default=8479)
    parser.add_argument("--folder", type=Path, help="keep the archive there and use the one that is there")
    return parser.parse_args(given)


if __name__ == "__main__":
    main(sys.argv[1:])
