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
_NUL = re.compile("[\x00\x0b\x0c]")

BOILERPLATE_TAGS = frozenset(
    """script style noscript template svg math iframe object embed applet canvas map audio video head link meta base
    datalist select option textarea input button""".split()  # noqa: SIM905
)
"""Elements whose content is never running text. What stands in buttons and options is kept as removed."""

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
