"""Pages of made-up newspapers, in size and make-up like pages of real ones.

The numbers in `SHAPE` are medians of 376 real pages out of eight public collections for measuring extraction;
`python -m tests.benchmarks.made --shape` prints what made pages have beside them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.benchmarks.made_text import headline, line, paragraphs, person, sentence

SHAPE = {
    "kilobytes": 73.5,
    "elements": 634,
    "kilobytes of attributes": 31.2,
    "kilobytes of scripts and styles": 8.9,
    "kilobytes of text": 7.3,
    "kilobytes of text in links": 2.2,
    "kilobytes of the article": 2.7,
    "share of the article in the text": 0.47,
    "depth": 18,
    "a": 118,
    "div": 116,
    "li": 66,
    "p": 22,
    "span": 29,
    "img": 18,
    "script": 23,
    "meta": 17,
    "link": 12,
}
"""Medians of real pages."""
SECTIONS = "World Politics Business Science Culture Sport Travel Opinion Health Education Climate Technology".split()  # noqa: SIM905


@dataclass(frozen=True)
class Site:
    """One newspaper: how its pages are built, the same on each of them."""

    host: str
    prefix: str
    menu: tuple[str, ...]
    legal: tuple[str, ...]
    wide: int
    """Elements around elements."""

    @classmethod
    def of(cls, host: str) -> Site:
        """The site of a host, the same each time."""
        chance = random.Random(host)
        prefix = chance.choice(["c-", "site__", "n24-", "hd_", "layout-"])
        menu = tuple(f"{name} {line(chance, 12)}".strip() for name in SECTIONS for _ in range(3))
        legal = tuple(sentence(chance)[:110] for _ in range(4))
        return cls(host, prefix, menu, legal, chance.randint(2, 4))

    def names(self, *parts: str) -> str:
        """A class attribute as style sheets' builders write it."""
        return f'class="{" ".join(f"{self.prefix}{part} {part}-default" for part in parts)}"'


def article_page(chance: random.Random, host: str, title: str) -> bytes:
    """An article's page with what stands around one: menus, scripts, related links, comments, a footer."""
    site = Site.of(host)
    day = f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en" class="no-js" prefix="og: http://ogp.me/ns#">',
        *_head(chance, site, title, day),
        f"<body {site.names('page', 'page-article')}>",
        *_nested(site, "wrapper", [*_top(site), *_middle(chance, site, title, day), *_bottom(site)]),
        *_scripts(chance, 9),
        "</body></html>",
    ]
    return "\n".join(lines).encode()


def listing_page(chance: random.Random, host: str) -> bytes:
    """A front page or a list of articles: teasers with links."""
    site = Site.of(host)
    teasers = [part for _ in range(60) for part in _teaser(chance, site)]
    head = f"<!DOCTYPE html><html lang='en'><head><title>News from {host}</title></head><body>"
    return "\n".join([head, *_top(site), *teasers, *_bottom(site), "</body></html>"]).encode()


def _nested(site: Site, name: str, inner: list[str], times: int = 0) -> list[str]:
    """Elements around elements, as grids and widgets make them."""
    times = times or site.wide
    for number in range(times):
        inner = [
            f'<div {site.names(name, f"{name}-inner-{number}")} data-component="{name}">',
            *(f"    {part}" for part in inner),
            "</div>",
        ]
    return inner


def _head(chance: random.Random, site: Site, title: str, day: str) -> Iterator[str]:
    said = line(chance, 130)
    yield f'<head><meta charset="utf-8"><title>{title} - {site.host}</title>'
    stated = {"og:type": "article", "og:title": title, "og:site_name": site.host.partition(".")[0].capitalize()}
    stated |= {"og:description": said, "og:image": _picture(chance, site), "article:published_time": day}
    for name, value in stated.items():
        yield f'<meta property="{name}" content="{value}">'
    for name in (
        "viewport",
        "robots",
        "twitter:card",
        "twitter:site",
        "generator",
        "theme-color",
        "referrer",
        "rating",
    ):
        yield f'<meta name="{name}" content="{self_made(chance, 24)}">'
    yield f'<meta name="description" content="{said}">'
    for number in range(12):
        source = f"https://static.{site.host}/assets/{self_made(chance, 20)}/{number}.css"
        yield f'<link rel="preload" href="{source}" as="style">'
    yield f"<style>{_rules(chance, site, 40)}</style>"
    yield from _scripts(chance, 14)
    yield "</head>"


def _scripts(chance: random.Random, count: int) -> Iterator[str]:
    """Half are elsewhere, half say what they have to say in the page."""
    for number in range(count):
        if number % 2:
            source = f"https://cdn.example/{self_made(chance, 30)}/{number}.js"
            yield f'<script async src="{source}" data-id="{number}"></script>'
        else:
            values = ",".join(f'"{self_made(chance, 8)}":{chance.randrange(10**5)}' for _ in range(34))
            yield f"<script>window.layer=window.layer||[];window.layer.push({{{values}}});</script>"


def _rules(chance: random.Random, site: Site, count: int) -> str:
    return "".join(
        f".{site.prefix}{self_made(chance, 6)}{{margin:{chance.randint(0, 40)}px auto}}" for _ in range(count)
    )


def self_made(chance: random.Random, letters: int) -> str:
    """A name that no person reads."""
    return f"{chance.getrandbits(4 * letters):0{letters}x}"


def _picture(chance: random.Random, site: Site) -> str:
    return f"https://img.{site.host}/{chance.randint(2015, 2024)}/{self_made(chance, 16)}.jpg"


def _image(chance: random.Random, site: Site) -> str:
    source = _picture(chance, site)
    widths = f"{source}?w=320 320w, {source}?w=640 640w"
    return f'<img {site.names("picture")} src="{source}?w=320" srcset="{widths}" alt="" loading="lazy">'


def _entries(site: Site, name: str, entries: tuple[str, ...]) -> Iterator[str]:
    yield f"<ul {site.names(name, 'list')}>"
    for number, entry in enumerate(entries):
        yield (
            f'  <li {site.names(f"{name}-item")}><a href="https://{site.host}/{name}/{number}/" '
            f'{site.names("link")} data-track="{name}-{number}">{entry}</a></li>'
        )
    yield "</ul>"


def _top(site: Site) -> list[str]:
    menu = list(_entries(site, "menu", site.menu))
    inputs = [
        f'<input type="{sort}" {site.names("field")} name="{sort}" value="">' for sort in ("search", "submit", "hidden")
    ]
    return [
        f'<header {site.names("header")} role="banner">',
        f'<a href="https://{site.host}/" {site.names("logo")}><img src="/logo.svg" alt="{site.host}"></a>',
        *_nested(site, "search", [f'<form action="/search" {site.names("form")}>', *inputs, "</form>"]),
        *(
            part
            for name in ("banner", "weather", "alert", "edition", "ticker", "consent")
            for part in _nested(
                site,
                name,
                [f'<div id="{name}" {site.names("slot")}><span {site.names("label")}>{name}</span></div>'],
                3,
            )
        ),
        *_nested(site, "navigation", [f"<nav {site.names('nav')}>", *menu, "</nav>"]),
        "</header>",
    ]


def _middle(chance: random.Random, site: Site, title: str, day: str) -> list[str]:
    aside = [part for _ in range(chance.randint(9, 17)) for part in _teaser(chance, site)]
    return [
        f'<main {site.names("main")} id="content">',
        *_nested(site, "column", list(_article(chance, site, title, day))),
        f"<aside {site.names('sidebar')}><h3>Most read</h3>",
        *_nested(site, "widget", aside),
        *_box(chance, site, "newsletter", "Sign up for our morning letter"),
        *_box(chance, site, "poll", "Vote in this week's poll"),
        "</aside>",
        *_nested(site, "related", list(_entries(site, "related", tuple(headline(chance)[:45] for _ in range(8))))),
        *_comments(chance, site),
        "</main>",
    ]


def _article(chance: random.Random, site: Site, title: str, day: str) -> Iterator[str]:
    yield f'<article {site.names("article")} data-id="{chance.randrange(10**7)}"><h1 {site.names("title")}>{title}</h1>'
    yield f'<p class="byline">By <a href="/authors/{self_made(chance, 6)}" rel="author">{person(chance)}</a></p>'
    yield f'<time datetime="{day}" {site.names("time")}>{day}</time>'
    for name in ("facebook", "mail", "print", "link"):
        address = f"https://share.example/{name}?u={self_made(chance, 20)}"
        yield f'<span {site.names("share", name)}><a href="{address}">{name}</a></span>'
    yield f"<figure {site.names('figure')}>{_image(chance, site)}<figcaption>{line(chance, 70)}</figcaption></figure>"
    texts = paragraphs(chance, min(12_000, int(chance.lognormvariate(7.93, 0.8))))
    for number, text in enumerate(texts):
        linked = text.replace(" the ", f' <a href="/topic/{number}">the</a> ', 1) if number % 4 == 1 else text
        yield f"<p>{linked.replace('“', '<em>“', 1).replace('”', '”</em>', 1)}</p>"
        if number % 6 == 3:
            yield from _nested(site, "ad", [f'<div id="ad-{number}" data-slot="{self_made(chance, 30)}"></div>'])
    yield from _entries(site, "tag", tuple(chance.sample(SECTIONS, 4)))
    yield "</article>"


def _teaser(chance: random.Random, site: Site) -> list[str]:
    address = f"https://{site.host}/{chance.randint(2015, 2024)}/{self_made(chance, 12)}"
    inner = [
        f'<a href="{address}" {site.names("teaser-link")}>',
        f"  {_image(chance, site)}",
        f"  <i {site.names('icon')}></i></a>",
        f'<h3 {site.names("teaser-title")}><a href="{address}">{headline(chance)[:40]}</a></h3>',
        f"<span {site.names('teaser-time')}>{chance.randint(1, 23)} hours ago</span>",
        f"<span {site.names('teaser-mark')}><em>{chance.choice(SECTIONS)}</em></span><br>",
    ]
    return _nested(site, "teaser", inner, 2)


def _box(chance: random.Random, site: Site, name: str, said: str) -> list[str]:
    """A box with a form: a newsletter, a poll, a log-in."""
    inner = [
        f"<h2 {site.names('box-title')}><strong>{said}</strong></h2>",
        f'<form action="/{name}" method="post" {site.names("form")}>',
        *(
            f'  <div {site.names("row")}><label for="{name}-{number}"><input type="text" id="{name}-{number}" '
            f'name="{self_made(chance, 8)}"></label><svg width="16"><use href="#icon"></use></svg></div>'
            for number in range(2)
        ),
        f'  <button type="submit" {site.names("button")}><span>{said.partition(" ")[0]}</span></button></form>',
    ]
    return _nested(site, name, inner)


def _comments(chance: random.Random, site: Site) -> Iterator[str]:
    yield f'<section id="comments" {site.names("comments")}><h3>Comments</h3>'
    for number in range(chance.randint(0, 8)):
        said = f'<b>user{number}</b><p>{line(chance, 100)}</p><a href="#reply-{number}">Reply</a>'
        yield f"<div {site.names('comment')}>{said}</div>"
    yield "</section>"


def _bottom(site: Site) -> list[str]:
    links = list(_entries(site, "footer-menu", site.menu[:24]))
    return [
        f"<footer {site.names('footer')}>",
        *_nested(site, "columns", links, 3),
        *_box(random.Random(site.host), site, "account", "Log in to your account"),
        *(f"<p>{said}</p>" for said in site.legal),
        f"<p>All rights reserved by {site.host}. Terms of use.</p></footer>",
    ]
