"""Headline, byline and standfirst where pages put something around them."""

from __future__ import annotations

import pytest

from archive.cleaning import clean, evidence
from archive.cleaning.bylines import in_usual_case, read_byline
from archive.cleaning.date_lines import is_date_line
from archive.cleaning.sites import Site
from archive.documents import Declared
from tests.cleaning.pages import PARAGRAPHS, article, markup_page, rules_of, text_page

TITLE = "Four coastal states agree to count their fish"
STANDFIRST = "The ministers take an afternoon over a number that has been argued about for years"


@pytest.mark.parametrize(
    "trail",
    [f"You are here: Home » Region » {TITLE}", f"News / World / {TITLE}", f"Home  World  {TITLE}", f"Home > {TITLE}"],
)
def test_clean_does_not_take_the_trail_to_an_article_for_its_headline(trail: str) -> None:
    document = clean(text_page(article(before=("Home", "World", trail, TITLE, "By Jane Roe"))))
    assert (document.title, document.text) == (TITLE, "\n\n".join(PARAGRAPHS))


def test_clean_does_not_take_the_name_of_the_site_for_the_headline() -> None:
    page = article(before=("COAST WIRE SERVICE", TITLE, "By Jane Roe"))
    document = clean(text_page(page, declared=Declared(host="www.coastwire.example")))
    assert (document.title, document.text) == (TITLE, "\n\n".join(PARAGRAPHS))


def test_clean_takes_a_headline_that_ends_in_an_abbreviation() -> None:
    title = "Four coastal states sign a pact on fish with the U.S."
    assert clean(text_page(article(before=("WORLD / SEA", title, "BY JANE ROE")))).title == title


def test_clean_takes_the_headline_below_its_kicker() -> None:
    page = article(before=("Quarrel over the fish", TITLE, "By Jane Roe"))
    assert clean(text_page(page)).title == TITLE


def test_clean_keeps_the_standfirst_between_headline_and_byline() -> None:
    document = clean(text_page(article(before=("Home", TITLE, STANDFIRST, "By Jane Roe", "4 March 2021"))))
    assert [block.text for block in document.blocks] == [STANDFIRST, *PARAGRAPHS]


def test_clean_reads_a_name_above_the_office_of_its_bearer() -> None:
    document = clean(text_page(article(before=(TITLE, "Jane Roe", "Regional Correspondent"))))
    assert (document.byline, rules_of(document)["Jane Roe"]) == ("Jane Roe", "byline-line")


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        ("HARU MINEGISHI", "Haru Minegishi"),
        ("JEAN-PAUL O'BRIEN", "Jean-Paul O'Brien"),
        ("J.R. VON DER MUSTER", "J.R. von der Muster"),
        ("Haru Minegishi", "Haru Minegishi"),
        ("AFP", "AFP"),
    ],
)
def test_in_usual_case_writes_names_as_people_do(printed: str, usual: str) -> None:
    assert in_usual_case(printed) == usual


@pytest.mark.parametrize(
    "line", ["Posted on 16 March 2023 by Jane Roe Posted in Sea", "BY JANE ROE", "Written by Jane Roe | Updated: May 2"]
)
def test_read_byline_leaves_out_what_follows_the_name(line: str) -> None:
    assert read_byline(line) == "Jane Roe"


def test_clean_cuts_the_name_of_the_site_off_title_and_byline() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    head = f'<title>{TITLE} : The Coast Post</title><meta property="og:site_name" content="The Coast Post">'
    top = f"<h1>{TITLE}</h1><p>Written by Jane Roe / The Coast Post</p>"
    page = f"<html><head>{head}</head><body>{top}{body}</body></html>"
    document = clean(markup_page(page))
    assert (document.title, document.byline) == (TITLE, "Jane Roe")


def test_clean_parts_words_of_elements_that_touch() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    top = "<div><a>Facebook</a><a>Telegram</a></div><p>The <b>f</b><i>i</i>sh <b>w</b>ait.</p>"
    page = f"<html><body>{top}{body}</body></html>"
    document = clean(markup_page(page))
    texts = [part.text for part in (*document.blocks, *document.removals)]
    assert "Facebook Telegram" in texts
    assert "The fish wait." in texts


@pytest.mark.parametrize(
    ("text", "named"), [("The Coast Post", True), ("COASTPOST", True), ("The coast is clear", False)]
)
def test_site_knows_its_name(text: str, named: bool) -> None:
    assert Site.known(["The Coast Post"], ["https://www.coastpost.example/x"]).is_named(text) is named


def test_read_byline_parts_a_name_from_the_staff_office_behind_it() -> None:
    assert read_byline("Emi Sandford Staff writer") == "Emi Sandford"
    assert read_byline("The paper's staff writer") == ""


def test_clean_takes_no_item_and_no_far_line_of_an_extracted_text_for_its_headline() -> None:
    offer = "- Four coastal states and their fish"
    assert clean(text_page("\n".join((offer, *PARAGRAPHS)))).title == ""
    assert clean(text_page("\n".join((TITLE, *PARAGRAPHS)))).title == TITLE


def test_clean_takes_both_lines_of_a_headline_that_runs_on() -> None:
    page = "Four coastal states agree to count\ntheir fish together\nBy Jane Roe\n\n" + "\n\n".join(PARAGRAPHS)
    document = clean(text_page(page))
    assert document.title == "Four coastal states agree to count their fish together"
    assert document.text == "\n\n".join(PARAGRAPHS)


def test_clean_does_not_take_a_subheading_for_the_second_line_of_the_headline() -> None:
    document = clean(text_page("\n".join((TITLE, "Spring meeting", "By Jane Roe", "", *PARAGRAPHS))))
    assert document.title == TITLE


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Monday, 4 March", True),
        ("Updated 14:30", True),
        ("12.03.2021", True),
        ("5% de rupture", False),
        ("80g (around 3)", False),
        ("2 and a quarter", False),
    ],
)
def test_date_line_names_a_time(line: str, told: bool) -> None:
    assert is_date_line(0, line, evidence.gather([line])) is told


def test_clean_takes_a_headline_with_a_lost_letter() -> None:
    title = "Ministers meet in Harb\ufffdurtown"
    document = clean(text_page("\n\n".join((title, *PARAGRAPHS))))
    assert (document.title, document.text) == (title, "\n\n".join(PARAGRAPHS))
