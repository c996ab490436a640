"""Evidence that only markup gives: tags, names of elements, links, which block shares its place with which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from archive.cleaning.blocks import Place
from archive.cleaning.evidence import LOOK_BACK_LIMIT, Column, PageEvidence
from archive.cleaning.surroundings import lines_since, prose_mass, running, shifted, window
from archive.cleaning.tree import HINT_BITS
from archive.cleaning.vocabulary.lexicon import content_words

NEAR, WIDE = 3, 8
TITLE_SIZE = 250
SAME_TITLE = 0.6
"""A line that shares this part of its words and the title's is the headline."""
NO_PARENT = -1


def describe(places: Sequence[Place], seen: PageEvidence, titles: Sequence[str]) -> dict[str, Column]:
    """The columns of markup, by name; ``titles`` are the wordings of the title that the page states."""
    n = len(places)
    out: dict[str, Column] = {
        "tag": np.fromiter((place.tag for place in places), np.float32, n),
        "depth": np.fromiter((place.depth for place in places), np.float32, n),
        "links": np.fromiter((place.links for place in places), np.float32, n),
        "hidden": np.fromiter((place.hidden for place in places), np.float32, n),
        "breaks": np.fromiter((place.breaks for place in places), np.float32, n),
    }
    own = np.fromiter((place.hints for place in places), np.int64, n)
    inherited = np.fromiter((place.inherited for place in places), np.int64, n)
    for name, bit in HINT_BITS.items():
        out[f"own-{name}"] = ((own & bit) > 0).astype(np.float32)
        out[f"in-{name}"] = ((inherited & bit) > 0).astype(np.float32)
    for by in (-2, -1, 1, 2):
        out[f"links{by:+d}"] = shifted(out["links"], by)
        out[f"tag{by:+d}"] = shifted(out["tag"], by)
    linked = running((out["links"] * seen.columns["size"]).astype(np.float32))
    size = running(seen.columns["size"])
    for span in (NEAR, WIDE):
        out[f"links-before-{span}"] = (
            window(linked, -span, -1) / np.maximum(window(size, -span, -1), np.float32(1))
        ).astype(np.float32)
        out[f"links-after-{span}"] = (
            window(linked, 1, span) / np.maximum(window(size, 1, span), np.float32(1))
        ).astype(np.float32)
    prose = np.where(out["links"] < 0.5, prose_mass(seen), 0)
    for name, keys in (
        ("parent", [place.parent for place in places]),
        ("grandparent", [place.grandparent for place in places]),
        ("path", [place.path for place in places]),
    ):
        out.update(_group(name, keys, prose, out["links"]))
    out.update(_title_signs(seen, titles))
    return out


def _group(name: str, keys: list[int], prose: Column, links: Column) -> dict[str, Column]:
    """What the blocks that share a parent (or path) hold together: share of the page's prose, number, links."""
    mass: dict[int, float] = defaultdict(float)
    count: dict[int, int] = defaultdict(int)
    linked: dict[int, float] = defaultdict(float)
    for key, weight, link in zip(keys, prose.tolist(), links.tolist(), strict=True):
        mass[key] += weight
        count[key] += 1
        linked[key] += link
    total = max(float(prose.sum()), 1.0)
    best = max(mass, key=mass.__getitem__)
    n = len(keys)
    return {
        f"{name}-prose": np.fromiter((mass[key] / total for key in keys), np.float32, n),
        f"{name}-count": np.fromiter((count[key] for key in keys), np.float32, n),
        f"{name}-links": np.fromiter((linked[key] / count[key] for key in keys), np.float32, n),
        f"{name}-best": np.fromiter((key == best for key in keys), np.float32, n),
        f"{name}-to-best": np.fromiter((min(abs(key - best), LOOK_BACK_LIMIT) for key in keys), np.float32, n),
    }


def _alike(words: set[str], title: set[str]) -> float:
    """Share of the title's words in a line, less where the line has many others."""
    common = len(words & title)
    return common / max(len(title), common + 0.3 * len(words - title))


def _title_signs(seen: PageEvidence, titles: Sequence[str]) -> dict[str, Column]:
    """Likeness of each line to the stated title, lines since the headline, and until it."""
    n = len(seen)
    likeness = np.zeros(n, dtype=np.float32)
    wanted = [words for words in map(content_words, titles[:3]) if words]
    if wanted:
        for index, line in enumerate(seen.folded):
            if len(line) <= TITLE_SIZE:
                words = set(line.split())
                likeness[index] = max(_alike(words, one) for one in wanted)
    is_title = likeness >= SAME_TITLE
    return {
        "title-likeness": likeness,
        "since-title": lines_since(is_title),
        "until-title": lines_since(is_title[::-1])[::-1],
        "has-title": np.full(n, float(is_title.any()), dtype=np.float32),
    }
