"""Parsing markup of any size and depth into a tree, and what the names in it hint at."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import ahocorasick
from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from archive.documents import UnreadableDocument

MOST_MARKUP = 60_000_000
"""Characters of one page; more is no page of a newspaper and would not fit the memory promised."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_SIGNS = re.compile(r"[^a-z0-9]+")
UNPARSED = "\x00\x0b\x0c"
"""Signs at which the parser would stop."""
_NUL = re.compile(f"[{UNPARSED}]")
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""Every element is of one class: asking in Python which it is would cost as much as reading the page."""

BOILERPLATE_TAGS = frozenset(
    """script style noscript template svg math iframe object embed applet canvas map audio video head link meta base
    datalist select option textarea input button""".split()  # noqa: SIM905
)
"""Elements whose content is never running text. What stands in buttons and options is kept as removed."""

FLAT_TAGS = frozenset({"html", "head", "body", "title", "meta", "link", "base", "script", "style", "br"})
"""Elements that hold no others, or stand once."""
PHRASE_TAGS = frozenset(
    "a abbr b big cite code del em font i ins kbd mark q s samp small span strike strong sub sup tt u var".split()  # noqa: SIM905
)
_ANY_TAG = re.compile(r"</?([a-zA-Z][^\s<>/]*)[^<>]*>")

HINTS: dict[str, str] = {
    "comment": "comment|disqus|respond|_reply|replies|discuss|talkback|livefyre|coral |feedback|trackback|"
    "pingback|_idc",
    "consent": "cookie|consent|gdpr|onetrust|didomi|qc cmp|usercentrics|uc banner|truste|trustarc|sp message|"
    "osano|cmplz|termly|_cmp|privacy|cybot|iubenda|_cc window|quantcast|sourcepoint",
    "share": "share|social|sharing|addthis|addtoany|twitter|facebook|follow|bookmark|print|_tools|toolbar|"
    "pinterest|whatsapp",
    "newsletter": "newsletter|subscri|signup|sign up|mailing|paywall|regwall|_piano|membership|donat|optin",
    "related": "relate|recommend|_more_|readmore|read more|_also|similar|popular|trending|mostread|most read|"
    "mostview|most view|latest|recirc|outbrain|taboola|zergnet|linkbox|teaser|promo|upnext|headlines|"
    "recent|blogroll|carousel|yarpp|_jp",
    "ad": "_ad_|_ads_|advert|sponsor|banner|_dfp|_gpt|commercial|affiliate|adsense|promoted|_adv_|adbox|adslot",
    "nav": "_nav|navi|menu|breadcrumb|crumb|_skip|paginat|pager|paging|_tab_|_tabs|topbar|masthead",
    "footer": "foot|copyright|legal|colophon|imprint|_credits",
    "header": "header|_head_|_top_|branding|logo",
    "sidebar": "side|aside|_rail|widget|gadget|module|right|secondary|tertiary|complementary|leftcol|left col|"
    "_col2|_col3",
    "form": "_form|login|log in|search|register|field|captcha|modal|popup|overlay|dialog|lightbox",
    "caption": "caption|credit|photo|image|_img|figure|gallery|slide|media|video|thumb|player|embed",
    "meta": "_meta|byline|author|_date|_time_|timestamp|publish|dateline|_bio_|profile|_info_|posted|_tag_|"
    "_tags_|categor|filed|topic|keyword",
    "title": "title|headline|_hed_|_h1_",
    "dek": "_dek_|standfirst|subtitle|subhead|summary|abstract|intro|_lead_|_lede|excerpt|description|chapeau",
    "content": "content|article|entry|story|post|body|text|_main|_page|copy|prose|hnews|hentry|artikel|beitrag|"
    "_nota_|cuerpo",
    "body": "articlebody|article body|entrycontent|entry content|postcontent|post content|storybody|"
    "story body|storytext|story text|articletext|article text|articlecontent|article content|postbody|"
    "post body|bodytext|body text|maincontent|main content|storycontent|story content|bodycontent|"
    "body content|richtext|rich text|pagecontent|page content",
    "hidden": "hidden|_hide_|invisible|_sr only|screen reader|visually|noprint|_d none",
}
"""What a class or id hints at: parts of its words, in lower case, other signs as blanks; ``_`` stands for a
word's end or start."""
HINT_BITS = {name: 1 << number for number, name in enumerate(HINTS)}
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
    text = _DECLARATION.sub("", content, count=1)
    if any(sign in text for sign in UNPARSED):
        text = _NUL.sub(" ", text)
    if not text or text.isspace():
        raise UnreadableDocument("the page is empty")
    root, complete = _tree(text)
    if not complete:
        root, complete = _tree(flattened(text))
    if not complete:
        raise UnreadableDocument("the markup is nested too deeply to be read")
    if root is None:
        raise UnreadableDocument("the markup holds no elements")
    return root


def _tree(text: str) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether the parser went on to the end of the text."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        if _gave_up(parser):
            return None, False
        raise UnreadableDocument(f"the markup cannot be read: {error}") from error
    return root, not _gave_up(parser)


def _gave_up(parser: HTMLParser) -> bool:
    return any("depth" in entry.message.lower() for entry in parser.error_log.filter_from_fatals())


def flattened(text: str) -> str:
    """Markup whose elements are not inside one another: for pages nested deeper than the parser goes.

    What the head states and scripts stay as they are; a block's tags part paragraphs, an inline element's vanish.
    Linear in the text: each tag is looked at once and ends before the next one begins.
    """
    return _ANY_TAG.sub(_flat_tag, text)


def _flat_tag(match: re.Match[str]) -> str:
    name = match[1].lower()
    if name in FLAT_TAGS:
        return match[0]
    return "" if name in PHRASE_TAGS else "<p>"


@cache
def _hint_automaton() -> ahocorasick.Automaton:
    bits: dict[str, int] = {}
    for name, parts in HINTS.items():
        for part in parts.split("|"):
            key = part.replace("_", " ")
            bits[key] = bits.get(key, 0) | HINT_BITS[name]
    automaton = ahocorasick.Automaton()
    for key, bit in bits.items():
        automaton.add_word(key, bit)
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=20_000)
def hints_of(names: str) -> int:
    """The hints in an element's class, id and role, as bits of `HINT_BITS`."""
    found = 0
    for _, bit in _hint_automaton().iter(f" {_SIGNS.sub(' ', names.lower())} "):
        found |= bit
    return found
