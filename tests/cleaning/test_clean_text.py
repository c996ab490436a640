"""Cleaning plain text: what goes, under which rule, and what must stay."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from archive.cleaning import clean
from archive.documents import Block, DateOrigin, DatePrecision, Declared, Removal, UnreadableDocument
from tests.cleaning.pages import PARAGRAPHS, article, in_place, rules_of, text_page


def test_clean_keeps_every_paragraph_of_a_clean_text() -> None:
    assert clean(text_page(article())).text == "\n\n".join(PARAGRAPHS)


def test_clean_moves_title_byline_and_date_into_their_fields() -> None:
    header = ("Four coastal states agree to count their fish", "By Jane Roe", "Published: 4 March 2021")
    document = clean(text_page(article(before=header)))
    assert document.title == header[0]
    assert document.byline == "Jane Roe"
    assert (document.published.on, document.published.origin) == (date(2021, 3, 4), DateOrigin.TEXT)
    assert document.text == "\n\n".join(PARAGRAPHS)
    assert rules_of(document) == dict(zip(header, ("title-line", "byline-line", "date-line"), strict=True))


def test_clean_takes_no_date_after_the_capture() -> None:
    page = text_page(article(before=("date 2031-05-06",)), captured_at=datetime(2024, 1, 1, tzinfo=UTC))
    assert clean(page).published.precision is DatePrecision.NONE


def test_clean_leaves_a_text_without_date_undated() -> None:
    page = text_page(article("On Nov. 13, 2019, the talks had failed for the first time, as all four recall."))
    assert clean(page).published.on is None


def test_clean_prefers_what_the_surroundings_declare() -> None:
    declared = Declared(title="Fish to be counted", byline="The desk", published="2020-02-03", source="Coast News")
    document = clean(text_page(article(before=("Four coastal states agree to count their fish",)), declared=declared))
    assert (document.title, document.byline, document.source) == ("Fish to be counted", "The desk", "Coast News")
    assert document.published.on == date(2020, 2, 3)


@pytest.mark.parametrize(
    "line",
    [
        "ALSO READ: Harbour fees to rise in the north",
        "Lesen Sie auch: Hafengebühren steigen im Norden",
        "Lire aussi : Les droits de port augmentent au nord",
        "Lea también: Suben las tasas portuarias en el norte",
        "Leggi anche: Aumentano le tariffe portuali al nord",
        "Leia também: Taxas portuárias sobem no norte",
        "Lees ook: Havengelden in het noorden stijgen",
        "Czytaj także: Opłaty portowe na północy rosną",
        "Läs också: Hamnavgifterna i norr höjs",
        "Lue myös: Satamamaksut nousevat pohjoisessa",
        "Читайте также: Портовые сборы на севере растут",
        "関連記事：北部で港湾料金が値上げ",
        "관련기사: 북부 항만 요금 인상",
        "相关阅读：北部港口费用上涨",
    ],
)
def test_clean_takes_out_pointers_to_other_articles(line: str) -> None:
    document = clean(text_page(article(line)))
    assert rules_of(document) == {line: "read-also"}
    assert document.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("line", ["Share on Facebook", "Advertisement", "Anzeige", "Publicité", "Suscríbete"])
def test_clean_takes_out_lines_that_are_only_a_label(line: str) -> None:
    assert clean(text_page(article(line))).text == "\n\n".join(PARAGRAPHS)


def test_clean_takes_out_a_comment_section_with_its_form() -> None:
    after = (
        "2 Comments",
        "sailor_77",
        "I have fished there for thirty years and nobody ever asked me how many I caught, so good luck to them all.",
        "Reply",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
    )
    document = clean(text_page(article(after=after)))
    assert document.text == "\n\n".join(PARAGRAPHS)
    assert rules_of(document) == {
        after[0]: "comments-label",
        after[1]: "comment-section",
        after[2]: "comment-section",
        after[3]: "comment-section",
        after[4]: "comments-label",
        after[5]: "comment-form",
    }


@pytest.mark.parametrize(
    "link",
    [
        "Read All Comments",
        "View all 12 comments",
        "Alle Kommentare lesen",
        "Lire tous les commentaires",
        "Ver todos los comentarios",
        "コメントを読む",
        "查看全部评论",
    ],
)
def test_link_to_the_comments_ends_no_article(link: str) -> None:
    more = (
        "Fishermen in two of the ports said that they had not been asked, and that an office without inspectors would "
        "count what it was told. The ministers answered that inspectors would follow once the figures were known."
    )
    text = clean(text_page("\n\n".join((*PARAGRAPHS[:2], link, *PARAGRAPHS[2:], more)))).text
    assert text.replace(f"{link}\n\n", "") == "\n\n".join((*PARAGRAPHS, more))


CONSENT = (
    "We use cookies to improve your experience, to analyse traffic and to show you personalised ads. By clicking "
    "Accept all you consent to our use of cookies and to the processing of your personal data by our partners."
)


def test_clean_takes_out_a_well_written_consent_text() -> None:
    after = (
        CONSENT,
        "Manage consent preferences",
        "Accept all cookies",
    )
    document = clean(text_page(article(after=after)))
    assert document.text == "\n\n".join(PARAGRAPHS)
    assert {str(removal.category) for removal in document.removals} == {"consent"}


def test_clean_keeps_news_about_cookies_and_comments() -> None:
    line = (
        "The court ruled that the company had placed cookies on phones without asking, and that its comments to the "
        "press had misled the public about the size of the fine."
    )
    assert clean(text_page(article(line))).text.split("\n\n")[1] == line


def test_doubled_caption_dates_the_article_to_the_month() -> None:
    caption = "Fishing boats wait for the tide in the harbour of Harbourtown on March 9, 2018"
    published = clean(text_page(article(before=(caption, f"{caption}. Pat Doe / Coast Pictures")))).published
    assert (published.on, published.precision, published.origin) == (date(2018, 3, 1), "month", "inferred")


def test_clean_takes_out_a_doubled_caption_both_times() -> None:
    caption = "Fishing boats wait for the tide in the harbour of Harbourtown on Monday"
    document = clean(text_page(article(before=(caption, f"{caption}. Pat Doe / Coast Pictures"))))
    assert [removal.rule for removal in document.removals] == ["doubled-caption", "doubled-caption"]


def test_date_given_again_with_the_writer_is_no_caption() -> None:
    dates = ("Monday, November 12, 2012", "Monday, November 12, 2012, by Jane Roe")
    document = clean(text_page(article(before=("Four coastal states agree to count their fish", *dates))))
    assert "doubled-caption" not in rules_of(document).values()
    assert document.published.on == date(2012, 11, 12)


def test_clean_keeps_a_line_that_only_begins_like_the_next() -> None:
    start = "No.\n\nNo one had asked him before, and he said so to all who stood there.\n\n"
    document = clean(text_page(start + article()))
    assert document.text.startswith("No.\n\nNo one had asked him before")


def test_clean_joins_hard_wrapped_paragraphs() -> None:
    wrapped = (
        "The foreign ministers of the four coastal states met in\n"
        "Harbourtown on Monday and agreed, after a long day of\n"
        "talks, that their fishing fleets would be counted as one\n"
        "from next year, in an office that they will share.\n\n"
    )
    document = clean(text_page("".join(wrapped.replace("Monday", day) for day in ("Monday", "Tuesday", "Friday"))))
    assert len(document.blocks) == 3
    assert "\n" not in document.blocks[0].text


def test_clean_numbers_blocks_and_removals_together() -> None:
    document = clean(text_page(article("Advertisement", after=("Leave a comment",))))
    assert [part.position for part in in_place(document)] == list(range(6))
    assert [type(part) for part in in_place(document)] == [Block, Removal, Block, Block, Block, Removal]


def test_clean_gives_all_text_back() -> None:
    page = article("Advertisement", before=("Menu", "date 2021-03-04"), after=("Comments", "Reply"))
    parts = in_place(clean(text_page(page)))
    assert "\n\n".join(part.text for part in parts) == page


@pytest.mark.parametrize("content", ["", " \n\t\n", "\x00\x00", "\ufeff"])
def test_clean_refuses_a_page_without_text(content: str) -> None:
    with pytest.raises(UnreadableDocument):
        clean(text_page(content))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("Von Jana Beispiel", "Jana Beispiel"),
        ("Par Étienne Modèle", "Étienne Modèle"),
        ("Por Juana Muestra", "Juana Muestra"),
        ("a cura di Gianna Esempio", "Gianna Esempio"),
        ("Door Jan Voorbeeld", "Jan Voorbeeld"),
        ("Philippa Roe, DIPLOMATIC CORRESPONDENT", "Philippa Roe"),
        ("From our correspondent", "From our correspondent"),
        ("FROM OUR CORRESPONDENT", "From our correspondent"),
        ("Von unserem Korrespondenten, 3. März 1961", "Von unserem Korrespondenten"),
        ("De notre envoyée spéciale à Bruxelles", "De notre envoyée spéciale à Bruxelles"),
    ],
)
def test_clean_reads_bylines_of_several_languages(line: str, name: str) -> None:
    document = clean(text_page(article(before=("Four coastal states agree to count their fish", line))))
    assert (document.byline, rules_of(document)[line]) == (name, "byline-line")


def test_paragraph_repeated_in_a_consent_dialog_belongs_to_the_dialog() -> None:
    promise = "We store these cookies since the website would not work without them, and you cannot switch them off."
    dialog = ["Cookie preferences", "Strictly necessary cookies", promise, "Functional cookies", promise]
    story = [
        "The ministers met in the harbour town on Monday and agreed to send two more ships to the strait, they said.",
        "Both governments have to approve the plan, and the parliaments will debate it in the first week of June.",
        "Fishermen in the town said that they had seen the patrol boats leave before dawn, one after the other.",
    ]
    document = clean(text_page("\n\n".join([*story, *dialog])))
    repeated = [removal.category.value for removal in document.removals if removal.text == promise]
    assert repeated == ["consent", "consent"]


def test_timetable_of_an_article_is_no_discussion() -> None:
    times = ("Warm up 11:00 Uhr", "Regatta 12:00 Uhr", "Siegerehrung 18:30 Uhr", "Feier im Hafen ab 23:00 Uhr")
    assert clean(text_page(article(after=(*times, PARAGRAPHS[0][:90] + ".")))).text.endswith(PARAGRAPHS[0][:90] + ".")
