"""Every rule by which cleaning takes a block out of a page: its name, its category, what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from archive.documents import RemovalCategory


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule's stable name, the category it takes blocks out under, and its meaning in a sentence."""

    name: str
    category: RemovalCategory
    meaning: str


class Rule(Enum):
    """The rules. Names are kept by the database and shown to readers: they are never changed or reused."""

    TITLE_LINE = RuleText("title-line", RemovalCategory.METADATA, "The headline: it became the title.")
    BYLINE_LINE = RuleText("byline-line", RemovalCategory.METADATA, "Who wrote it: it became the byline.")
    DATE_LINE = RuleText("date-line", RemovalCategory.METADATA, "A date, time or reading time standing alone.")
    CONSENT_TEXT = RuleText("consent-text", RemovalCategory.CONSENT, "Speaks of cookies, consent or privacy choices.")
    CONSENT_CONTROL = RuleText("consent-control", RemovalCategory.CONSENT, "A button or label inside a consent dialog.")
    COMMENTS_LABEL = RuleText("comments-label", RemovalCategory.COMMENTS, "Opens, counts or closes a comment section.")
    COMMENT_SECTION = RuleText("comment-section", RemovalCategory.COMMENTS, "Stands in a comment section.")
    COMMENT_FORM = RuleText(
        "comment-form", RemovalCategory.COMMENTS, "Field, hint or button of the form in a comment section."
    )
    SHARE_BAR = RuleText("share-bar", RemovalCategory.SHARING, "Asks to share, print, save or follow.")
    SUBSCRIBE_BOX = RuleText("subscribe-box", RemovalCategory.SUBSCRIPTION, "Asks to subscribe, register or donate.")
    READ_ALSO = RuleText("read-also", RemovalCategory.RELATED, "Points to another article from inside the text.")
    RELATED_LIST = RuleText("related-list", RemovalCategory.RELATED, "Stands in a list of other articles.")
    STRAY_HEADLINE = RuleText(
        "stray-headline", RemovalCategory.RELATED, "A lone headline between paragraphs: a link or a video's title."
    )
    REPEATED_LINE = RuleText("repeated-line", RemovalCategory.DUPLICATE, "Stood in the page before, word for word.")
    DOUBLED_CAPTION = RuleText(
        "doubled-caption", RemovalCategory.DUPLICATE, "A caption given twice, the second time with its credit."
    )
    CAPTION_LINE = RuleText("caption-line", RemovalCategory.CAPTION, "Caption, credit or control of a picture or film.")
    ALT_TEXT = RuleText("alt-text", RemovalCategory.CAPTION, "Alternative text of a picture, ending in a site's name.")
    MENU_LINE = RuleText(
        "menu-line", RemovalCategory.NAVIGATION, "A short line outside the article: menu, label, link."
    )
    FORM_LINE = RuleText("form-line", RemovalCategory.NAVIGATION, "Field, hint or button of a form, or of logging in.")
    NO_WORDS = RuleText("no-words", RemovalCategory.NAVIGATION, "Has no letter and no digit.")
    FOOTER_LINE = RuleText("footer-line", RemovalCategory.FOOTER, "Copyright, terms, imprint, tags.")
    SAMPLE_MARKER = RuleText("sample-marker", RemovalCategory.FOOTER, "Marks a page of a demonstration collection.")
    ADVERTISING_LABEL = RuleText("advertising-label", RemovalCategory.ADVERTISING, "Labels or holds an advertisement.")
    KNOWN_FURNITURE = RuleText(
        "known-furniture", RemovalCategory.FURNITURE, "Stands on several different pages of the same source."
    )
    CURATORS_WORD = RuleText("curators-word", RemovalCategory.CURATOR, "A curator took it out of this article.")
    OUTSIDE_MAIN_TEXT = RuleText(
        "outside-main-text", RemovalCategory.EXTRACTION, "Reads as prose but stands outside the article."
    )

    __hash__ = object.__hash__  # by identity: members are asked for in sets for every line

    def __init__(self, text: RuleText) -> None:
        self.rule_name: str = text.name
        """The stable kebab-case name."""
        self.category: RemovalCategory = text.category
        """The category its removals get."""
