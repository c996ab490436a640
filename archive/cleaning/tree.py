"""Parsing markup of any size and depth into a tree, and what the names in it hint at."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from archive.documents import UnreadableDocument

MOST_MARKUP = 60_000_000
"""Characters of one page; more is no page of a newspaper and would not fit the memory promised."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_NUL = re.compile("[\x00\x0b\x0c]")

BOILERPLATE_TAGS = frozenset(
    "script style noscript template svg math iframe object embed applet canvas map audio video head link meta base "
    "datalist select option textarea input button".split()
)
"""Elements whose content is never running text. What stands in buttons and options is kept as removed."""

HINTS: tuple[tuple[str, str], ...] = (
    ("comment", r"comment|disqus|respond|reply|replies|discuss|talkback|livefyre|coral|feedback|trackback|pingback"),
    ("consent", r"cookie|consent|gdpr|onetrust|didomi|qc-cmp|usercentrics|uc-banner|truste|trustarc|sp_message|osano|cmplz"
     r"|termly|cmp-|privacy|cybot|iubenda|cc-window|quantcast|sourcepoint"),
    ("share", r"share|social|sharing|addthis|addtoany|sharedaddy|twitter|facebook|follow|bookmark|print|tools?\b|toolbar"),
    ("newsletter", r"newsletter|subscri|signup|sign-up|mailing|paywall|regwall|piano|membership|donat|optin"),
    ("related", r"relate|recommend|more-|readmore|read-more|also|similar|popular|trending|most-?read|most-?view|latest|recirc"
     r"|outbrain|taboola|zergnet|linkbox|teaser|promo|upnext|headlines|recent|blogroll|carousel|jp-|yarpp"),
    ("ad", r"\bads?\b|\bad[-_]|[-_]ads?\b|advert|sponsor|banner|dfp|gpt|commercial|affiliate|adsense|promoted"),
    ("nav", r"\bnav|navi|menu|breadcrumb|crumb|skip|pagination|pager|paging|tabs?\b|topbar|toolbar|masthead"),
    ("footer", r"foot|copyright|legal|colophon|imprint|credits\b"),
    ("header", r"header|\bhead\b|\btop\b|branding|logo"),
    ("sidebar", r"side|aside|rail|widget|gadget|module|\bcol-?[23r]|right|left-col|secondary|tertiary|complementary"),
    ("form", r"form|login|log-in|search|register|field|captcha|modal|popup|overlay|dialog|lightbox"),
    ("caption", r"caption|credit|photo|image|img|figure|gallery|slide|media|video|thumb|player|embed"),
    ("meta", r"meta|byline|author|date|time|publish|dateline|bio\b|profile|info\b|posted|tags?\b|categor|filed|topic|keyword"),
    ("title", r"title|headline|hed\b|\bh1\b"),
    ("dek", r"dek\b|standfirst|subtitle|subhead|summary|abstract|intro|lead\b|lede|excerpt|description|teaser-text|chapeau"),
    ("content", r"content|article|entry|story|post|body|text|main|page|copy|prose|hnews|hentry|artikel|beitrag|nota|cuerpo"),
    ("body", r"article-?_?body|articlebody|entry-?content|post-?content|story-?_?body|story-?text|article-?_?text|article-?content"
     r"|post-?body|articletext|body-?text|main-?content|maincontent|storycontent|article__content|bodycontent|rich-?text|page-content"),
    ("hidden", r"hidden|hide\b|invisible|sr-only|screen-reader|visually|noprint|d-none"),
)
"""What a class or id hints at, by parts of its words."""
HINT_BITS = {name: 1 << number for number, (name, _) in enumerate(HINTS)}
_PATTERNS = tuple((1 << number, re.compile(pattern, re.IGNORECASE)) for number, (_, pattern) in enumerate(HINTS))
TAG_HINTS = {
    "nav": HINT_BITS["nav"],
    "footer": HINT_BITS["footer"],
    "header": HINT_BITS["header"],
    "aside": HINT_BITS["sidebar"],
    "form": HINT_BITS["form"],
    "article": HINT_BITS["content"],
    "main": HINT_BITS["content"],
    "figcaption": HINT_BITS["caption"],
    "figure": HINT_BITS["caption"],
    "time": HINT_BITS["meta"],
    "h1": HINT_BITS["title"],
}


def parse(content: str) -> HtmlElement:
    """The tree of a page's markup.

    Raises:
        UnreadableDocument: the markup is empty or too large.
    """
    if len(content) > MOST_MARKUP:
        raise UnreadableDocument(f"the page is larger than {MOST_MARKUP // 1_000_000} million characters")
    text = _NUL.sub(" ", _DECLARATION.sub("", content, count=1))
    if not text.strip():
        raise UnreadableDocument("the page is empty")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableDocument(f"the markup cannot be read: {error}") from error
    if root is None:
        raise UnreadableDocument("the markup holds no elements")
    return root


@lru_cache(maxsize=20_000)
def hints_of(names: str) -> int:
    """The hints in an element's class, id and role, as bits of `HINT_BITS`."""
    found = 0
    for bit, pattern in _PATTERNS:
        if pattern.search(names):
            found |= bit
    return found
