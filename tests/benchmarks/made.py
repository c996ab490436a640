"""Makes archives to measure with: a real-looking crawl in a WARC file, and short texts as JSON Lines.

    python -m tests.benchmarks.made crawl.warc.gz --pages 10000
    python -m tests.benchmarks.made texts.jsonl --texts 100000

The same number makes the same file. All text is our own, put together anew for every page.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from tests.makers import answer, record

HOSTS = [f"{name}.example" for name in ("herald", "gazette", "courier", "observer", "tribune", "echo", "mail", "post")]
WHO = [
    "the foreign minister of Japan",
    "the president of France",
    "Poland's defence minister",
    "NATO officials",
    "the European Commission",
    "the prime minister of India",
    "a spokesman for the Kremlin",
    "the United Nations envoy",
    "the German chancellor",
    "South Korea's trade minister",
    "the Philippine coast guard",
    "the secretary of state",
    "ASEAN diplomats",
    "the Canadian ambassador",
    "Brazil's finance minister",
    "Kenya's president",
    "the Turkish government",
    "Egypt's foreign ministry",
]
DID = [
    "signed an agreement on",
    "rejected a proposal about",
    "opened talks on",
    "postponed a vote on",
    "warned against cuts to",
    "promised more money for",
    "asked for an inquiry into",
    "welcomed the report on",
    "criticised the plan for",
    "backed a law on",
]
WHAT = [
    "joint patrols in the strait",
    "the export of grain",
    "a rail link across the border",
    "water rights along the river",
    "missile defence",
    "the price of gas",
    "fishing quotas",
    "student exchanges",
    "the exchange of prisoners",
    "a customs union",
    "satellite launches",
    "the treaty on minefields",
    "visas for workers",
    "a loan for the harbour",
    "the census of refugees",
]
WHEN = [
    "on Monday",
    "on Thursday",
    "last week",
    "in the early hours of Friday",
    "after months of delay",
    "during a visit to the capital",
]
WHY = [
    "because the winter had been harder than expected",
    "as both sides had hoped since the spring",
    "although the opposition called it a gift to the neighbours",
    "while protesters stood outside with candles",
    "which surprised the markets and the press alike",
    "so that the parliament can vote before the summer",
    "and nobody in the room objected when it was read out",
]


def sentence(chance: random.Random) -> str:
    """One sentence of news."""
    who = chance.choice(WHO)
    return (
        f"{who[0].upper()}{who[1:]} {chance.choice(DID)} {chance.choice(WHAT)} {chance.choice(WHEN)}, "
        f"{chance.choice(WHY)}, according to paper {chance.randrange(10**6)}."
    )


def text(chance: random.Random, paragraphs: int) -> list[str]:
    """Paragraphs of two to five sentences."""
    return [" ".join(sentence(chance) for _ in range(chance.randint(2, 5))) for _ in range(paragraphs)]


def article(chance: random.Random, host: str, title: str) -> bytes:
    """An article's page with what stands around one: menus, scripts, related links, comments, a footer."""
    day = f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in text(chance, chance.randint(6, 14)))
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(40))
    related = "".join(f'<li><a href="/2020/01/{n}/x">{sentence(chance)[:70]}</a></li>' for n in range(1, 25))
    scripts = "".join(f"<script>window.q{n}=[{','.join(str(n * k) for k in range(200))}];</script>" for n in range(8))
    comments = "".join(f'<div class="comment"><b>user{n}</b><p>{sentence(chance)[:90]}</p></div>' for n in range(10))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} - {host}</title><meta property="og:type" '
        f'content="article"><meta property="article:published_time" content="{day}">{scripts}</head><body>'
        f'<nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1><p class="byline">By Ada Writer</p>'
        f'<time datetime="{day}">{day}</time>{body}</article><aside><h3>Related</h3><ul>{related}</ul></aside>'
        f'<section id="comments"><h3>Comments</h3>{comments}</section></main>'
        f"<footer><p>All rights reserved by {host}. Terms of use.</p><ul>{menu}</ul></footer></body></html>"
    ).encode()


def listing(chance: random.Random) -> bytes:
    """A front page or a list of articles: teasers with links."""
    teasers = "".join(f'<div><a href="/{n}"><h3>{sentence(chance)[:60]}</h3></a></div>' for n in range(60))
    return f"<!DOCTYPE html><html><head><title>News</title></head><body>{teasers}</body></html>".encode()


def crawl(pages: int, seed: int = 1) -> Iterator[bytes]:
    """The records of a crawl: so many articles, and beside each ten of them a list, an image, a redirect, an error."""
    chance = random.Random(seed)
    for host in HOSTS:
        yield record(f"https://{host}/", answer(listing(chance)))
    for number in range(pages):
        host = chance.choice(HOSTS)
        title = f"{chance.choice(WHO).capitalize()} {chance.choice(DID)} {chance.choice(WHAT)} {number}"
        slug = "-".join(title.lower().replace("'", "").replace(",", "").split())
        page = article(chance, host, title)
        yield record(f"https://{host}/{2015 + number % 10}/05/{slug}", answer(page))
        if number % 10 == 0:
            yield record(f"https://{host}/tag/{number}/", answer(listing(chance)))
            yield record(
                f"https://{host}/i/{number}.png", answer(b"\x89PNG" + chance.randbytes(20_000), media_type="image/png")
            )
            yield record(f"https://{host}/old/{number}", answer(b"", "301 Moved", more=f"Location: /{number}\r\n"))
            yield record(f"https://{host}/gone/{number}", answer(b"<h1>Not found</h1>", "404 Not Found"))


def short_texts(count: int, seed: int = 1) -> Iterator[bytes]:
    """Records of 60 to 150 words."""
    chance = random.Random(seed)
    for number in range(count):
        body = " ".join(sentence(chance) for _ in range(chance.randint(2, 5)))
        said = {
            "url": f"https://{chance.choice(HOSTS)}/{number}",
            "title": f"{sentence(chance)[:60]} {number}",
            "text": body,
        }
        yield json.dumps({**said, "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"}).encode() + b"\n"


def main() -> None:
    """Write a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--texts", type=int, default=0)
    asked = parser.parse_args()
    with asked.file.open("wb") as target:
        for each in crawl(asked.pages) if asked.pages else ():
            target.write(gzip.compress(each, 6, mtime=0))
        for line in short_texts(asked.texts):
            target.write(line)


if __name__ == "__main__":
    main()
