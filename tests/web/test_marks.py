from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Actor, Mention
from archive.web.marks import Mark, marks_in
from archive.web.markup import marked, sanitised

TEXT = "Kim met the US-South Korea alliance in Seoul."


def span(start: Any, end: Any, place: str = "body", **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "place": place, "rule": "full-name", "record": "Kim", **more}


def named(*spans: Any, slug: str = "kim", kind: str = "person") -> Mention:
    return Mention(actor=Actor(kind=kind, slug=slug, name=slug.title()), spans=list(spans))


def test_marks_stand_in_reading_order_with_actor_rule_and_record() -> None:
    found = marks_in(TEXT, [named(span(39, 44), slug="seoul", kind="country"), named(span(0, 3))])
    assert [(mark.start, mark.end, mark.kind, mark.link) for mark in found] == [
        (0, 3, "person", "/people/kim/"),
        (39, 44, "country", "/countries/seoul/"),
    ]
    assert found[0].explanation == "Kim (person): found by “full name” from the record “Kim”"


def test_of_overlapping_spans_the_first_and_longest_is_marked() -> None:
    found = marks_in(
        TEXT, [named(span(15, 26)), named(span(12, 35), slug="pact", kind="alliance"), named(span(12, 14))]
    )
    assert [(mark.start, mark.end) for mark in found] == [(12, 35)]


@pytest.mark.parametrize(
    "bad",
    [
        span(-1, 3),
        span(3, 3),
        span(5, 2),
        span(40, 400),
        span("0", 3),
        span(None, None),
        span(0, 3, surface="Lee"),
        "x",
        None,
    ],
)
def test_span_that_does_not_fit_the_text_is_left_out(bad: Any) -> None:
    assert marks_in(TEXT, [named(bad)]) == []


def test_spans_of_the_title_are_not_marked_in_the_text() -> None:
    mention = named(span(0, 3, "title"))
    assert (marks_in(TEXT, [mention]), len(marks_in("Kim", [mention], title=True))) == ([], 1)


def mark(start: int, end: int) -> Mark:
    return Mark(start, end, "person", "Kim <b>", "/people/kim/", "full-name", "")


def test_marked_escapes_text_and_names() -> None:
    assert marked('a <i> "Kim" & co', [mark(7, 10)]) == (
        'a &lt;i&gt; &quot;<a class="mention mention-person" href="/people/kim/"'
        ' title="Kim &lt;b&gt; (person): found by “full name”">Kim</a>&quot; &amp; co'
    )


def test_marked_keeps_the_emphasis_of_the_markup() -> None:
    html = marked("So said Kim today", [mark(8, 11)], "So <em>said Kim</em>\n today")
    assert html.startswith('So <em>said <a class="mention mention-person"')
    assert html.endswith(">Kim</a></em> today")


def test_marked_splits_a_mark_where_a_tag_begins() -> None:
    html = marked("Kim Il", [mark(0, 6)], "Kim <b>Il</b>")
    assert [part.split("<")[0] for part in html.split(">") if part.split("<")[0]] == ["Kim ", "Il"]
    assert html.count('href="/people/kim/"') == 2


def test_marked_sets_no_link_into_a_link_of_the_article() -> None:
    html = marked("see Kim", [mark(4, 7)], '<a href="https://example.org/">see Kim</a>')
    assert html == (
        '<a href="https://example.org/" rel="nofollow noopener noreferrer external">see '
        '<span class="mention mention-person" title="Kim &lt;b&gt; (person): found by “full name”">Kim</span></a>'
    )


def test_marked_trusts_the_text_where_the_markup_says_something_else() -> None:
    assert marked("Kim spoke", [], "<em>Lee</em> spoke") == "Kim spoke"


def test_only_the_first_mark_of_an_actor_is_a_stop_for_the_tab_key() -> None:
    text = "Kim met Kim."
    html = marked(text, marks_in(text, [named(span(0, 3), span(8, 11))]), "Kim <em>met Kim</em>.")
    assert [' tabindex="-1"' in part for part in html.split('class="mention')[1:]] == [False, True]
    assert marked(text, marks_in(text, [named(span(8, 11))])).count("tabindex") == 0


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("<script>alert(1)</script>x", "alert(1)x"),
        ('<em onclick="x()" style="color:red">a</em>', "<em>a</em>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="JAVASCRIPT:x">a</a>', "<a>a</a>"),
        ('<a href="/admin/logout/">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<img src=x onerror="x()">b', "b"),
        ("<svg><script>x</script></svg>", "x"),
        ("<iframe src=//e></iframe>t", "t"),
    ],
)
def test_sanitised_lets_nothing_through_that_runs_or_leads_astray(hostile: str, harmless: str) -> None:
    assert sanitised(hostile) == harmless


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8))
def test_marked_text_reads_as_the_text_whatever_the_spans(text: str, places: list[tuple[int, int]]) -> None:
    marks = marks_in(text, [named(*(span(start, end) for start, end in places))])
    html = marked(text, marks)
    without = html
    for found in marks:
        opening = without.index('<a class="mention')
        closing = without.index("</a>", opening)
        inner = without[without.index(">", opening) + 1 : closing]
        without = without[:opening] + inner + without[closing + 4 :]
        assert found.end > found.start
    assert without == marked(text, [])


@given(st.text(max_size=80), st.text(max_size=80))
def test_marked_with_any_markup_never_opens_a_foreign_tag(text: str, markup: str) -> None:
    html = marked(text, [], markup)
    assert "<script" not in html.lower()
    assert " on" not in "".join(part.split(">")[0] for part in html.split("<")[1:])
