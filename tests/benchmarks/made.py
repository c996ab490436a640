"""Makes archives to measure with: a real-looking crawl in a WARC file, and short texts as JSON Lines.

    python -m tests.benchmarks.made crawl.warc.gz --pages 10000
    python -m tests.benchmarks.made texts.jsonl --texts 100000
    python -m tests.benchmarks.made --shape

The same number makes the same file. All text is our own, put together anew for every page. ``--shape`` tells what
the made pages are like beside medians of real ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from lxml import etree
from lxml.html import HTMLParser

from tests.benchmarks.made_pages import SHAPE, article_page, listing_page
from tests.benchmarks.made_text import headline, line, sentence
from tests.makers import answer, record

HOSTS = [f"{name}.example" for name in ("herald", "gazette", "courier", "observer", "tribune", "echo", "mail", "post")]


def crawl(pages: int, seed: int = 1) -> Iterator[bytes]:
    """The records of a crawl: so many articles, and beside each ten of them a list, an image, a redirect, an error."""
    chance = random.Random(seed)
    for host in HOSTS:
        yield record(f"https://{host}/", answer(listing_page(chance, host)))
    for number in range(pages):
        host = chance.choice(HOSTS)
        title = f"{headline(chance)} {number}"
        slug = "-".join(title.lower().replace("'", "").replace(",", "").split())
        page = article_page(chance, host, title)
        yield record(f"https://{host}/{2015 + number % 10}/05/{slug}", answer(page))
        if number % 10 == 0:
            yield record(f"https://{host}/tag/{number}/", answer(listing_page(chance, host)))
            yield record(
                f"https://{host}/i/{number}.png", answer(b"\x89PNG" + chance.randbytes(20_000), media_type="image/png")
            )
            yield record(f"https://{host}/old/{number}", answer(b"", "301 Moved", more=f"Location: /{number}\r\n"))
            yield record(f"https://{host}/gone/{number}", answer(b"<h1>Not found</h1>", "404 Not Found"))


def short_texts(count: int, seed: int = 1) -> Iterator[bytes]:
    """Records of 40 to 150 words."""
    chance = random.Random(seed)
    for number in range(count):
        body = " ".join(sentence(chance) for _ in range(chance.randint(2, 5)))
        said = {
            "url": f"https://{chance.choice(HOSTS)}/{number}",
            "title": f"{line(chance, 60)} {number}",
            "text": body,
        }
        yield json.dumps({**said, "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"}).encode() + b"\n"


def shape_of(page: bytes) -> dict[str, float]:
    """What a page is like, in the terms of `SHAPE`."""
    root = etree.fromstring(page, HTMLParser(encoding="utf-8", remove_comments=True))
    elements = list(root.iter())
    tags = Counter(str(element.tag) for element in elements)
    texts = [element.text or "" for element in elements if element.tag not in {"script", "style", "noscript"}]
    text = re.sub(r"\s+", " ", "".join([*texts, *(element.tail or "" for element in elements)]))
    links = "".join("".join(link.itertext()) for link in root.iter("a"))
    article = "".join("".join(part.itertext()) for part in root.iterfind(".//article/p"))
    code = sum(len(element.text or "") for element in root.iter("script", "style"))
    attributes = sum(len(name) + len(value) for element in elements for name, value in element.attrib.items())
    found = {
        "kilobytes": len(page) / 1000,
        "elements": len(elements),
        "kilobytes of attributes": attributes / 1000,
        "kilobytes of scripts and styles": code / 1000,
        "kilobytes of text": len(text) / 1000,
        "kilobytes of text in links": len(links) / 1000,
        "kilobytes of the article": len(article) / 1000,
        "share of the article in the text": len(article) / max(1, len(text)),
        "depth": max(sum(1 for _ in element.iterancestors()) + 1 for element in elements),
    }
    return found | {name: tags[name] for name in SHAPE if name not in found}


def shape(pages: int = 200, seed: int = 1) -> dict[str, float]:
    """Medians of made articles' pages."""
    chance = random.Random(seed)
    shapes = [shape_of(article_page(chance, chance.choice(HOSTS), headline(chance))) for _ in range(pages)]
    return {name: median(each[name] for each in shapes) for name in SHAPE}


def main() -> None:
    """Write a file, or tell what pages are like."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--texts", type=int, default=0)
    parser.add_argument("--shape", action="store_true")
    asked = parser.parse_args()
    if asked.shape or not asked.file:
        for name, value in shape().items():
            print(f"{name:32} made {value:8.2f}   real {SHAPE[name]:8.2f}")
        return
    with asked.file.open("wb") as target:
        for each in crawl(asked.pages) if asked.pages else ():
            target.write(gzip.compress(each, 6, mtime=0))
        for text in short_texts(asked.texts):
            target.write(text)


if __name__ == "__main__":
    main()
