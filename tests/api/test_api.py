from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from archive.api.describing import path_of
from archive.api.endpoints import ENDPOINTS, Parameter
from archive.models import Actor, ActorName, ActorOffice, Article, KeptSearch, Version
from archive.search.known_names import forget_names
from tests.api.validating import faults
from tests.web import collection

API = "/api/v1/"
EDIT = {"headline": True, "removed": 0, "reworded": 1, "added": 0}


@pytest.fixture
def articles(db: None) -> list[Article]:
    rows = collection.small_archive()
    nato, kim = Actor.objects.get(slug="nato"), Actor.objects.get(slug="kim-jong-un")
    collection.member(nato, Actor.objects.get(slug="south-korea"), "1949-04-04")
    ActorOffice.objects.create(actor=kim, title="Chairman", since="2016-06")
    ActorName.objects.create(actor=kim, text="Kim", sort="surname", since=2011)
    collection.removal(rows[0], 5, "We use cookies.")
    collection.capture(rows[0], b"The alliance was renewed.")
    states = [("Alliance renewed", "It was renewed.", {}), ("Alliance renewed again", "It was renewed again.", EDIT)]
    for day, (title, text, changes) in enumerate(states, 1):
        at = datetime(2024, 3, day, tzinfo=UTC)
        sha = f"{day}" * 64
        Version.objects.create(
            article=rows[0], seen_at=at, title=title, text=text, state_sha256=sha, changes=changes, is_silent=day > 1
        )
    collection.article("A copy", on=date(2020, 1, 1), by="weekly", copy_of=rows[0])
    forget_names()
    return rows


def ask(client: Client, address: str, status: int = 200) -> Any:
    response = client.get(API + address)
    assert response.status_code == status, f"{address} answers {response.status_code}: {response.content[:300]!r}"
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response.headers["Content-Type"] == kind
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


PARTS = {"name": "person", "kind": "person", "slug": "kim-jong-un"}


def test_every_documented_path_answers_in_its_documented_shape(articles: list[Article], client: Client) -> None:
    described = ask(client, "openapi.json")
    kept = KeptSearch.objects.keep("q=alliance", 4, [1, 2])
    asked = 0
    for template, operations in described["paths"].items():
        path, parts = template, PARTS | {"pk": str(articles[0].pk), "key": kept.key}
        if template.startswith("/sources"):
            parts["slug"] = "daily-record"
        for name, value in parts.items():
            path = path.replace(f"{{{name}}}", value)
        shape = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert faults(ask(client, path.lstrip("/")), shape, described) == [], path
        asked += 1
    assert asked == len(ENDPOINTS)


def test_every_documented_parameter_is_taken(articles: list[Article], client: Client) -> None:
    values = {"from": "1990", "to": "2000", "added_after": "2020-01-01", "year": "1991", "not_year": "1990"}
    values |= {"language": "en", "not_language": "de", "source": "weekly", "not_source": "daily-record"}
    values |= {"country": "KR", "not_country": "US", "alliance": "nato", "not_alliance": "nato", "all": "person"}
    values |= {
        "person": "kim-jong-un",
        "not_person": "kim-jong-un",
        "about": "person-kim-jong-un",
        "category": "politics",
    }
    values |= {"organisation": "united-nations", "not_organisation": "united-nations"}
    values |= {"not_about": "person-kim-jong-un", "not_category": "sport"}
    for endpoint in ENDPOINTS:
        path = path_of(endpoint).lstrip("/").replace("{name}", "person")
        for parameter in endpoint.parameters:
            value = parameter.choices[0] if parameter.choices else "2" if parameter.kind == "integer" else ""
            ask(client, f"{path}?{parameter.name}={value or values.get(parameter.name, 'alliance')}")


def test_description_is_valid_as_far_as_references_go(articles: list[Article], client: Client) -> None:
    described = ask(client, "openapi.json")
    assert described["openapi"] == "3.1.0"
    wanted = {part.split('"')[0] for part in json.dumps(described).split("#/components/schemas/")[1:]}
    assert wanted <= set(described["components"]["schemas"])
    for path, operations in described["paths"].items():
        places = {each["name"] for each in operations["get"]["parameters"] if each["in"] == "path"}
        assert places == {part.partition("}")[0] for part in path.split("{")[1:]}


def test_search_finds_what_the_page_finds(articles: list[Article], client: Client) -> None:
    answer = ask(client, "search/?q=alliance&country=KR&not_alliance=nato&sort=oldest")
    assert [hit["title"] for hit in answer["hits"]] == [
        "Alliance with South Korea is renewed",
        "Kim Jong Un receives a letter",
    ]
    assert answer["hits"][0]["title_html"] == "<mark>Alliance</mark> with South Korea is renewed"
    assert (answer["total"], answer["understood"]) == (2, "alliance")
    assert {"value": "south-korea", "label": "South Korea", "count": 2} in answer["facets"]["country"]
    assert answer["links"]["page"].endswith("/search/?q=alliance&country=south-korea&not_alliance=nato&sort=oldest")


def test_search_pages_by_its_links(articles: list[Article], client: Client) -> None:
    seen = []
    address: str | None = "/api/v1/search/?page_size=2&facets=none"
    while address:
        answer = client.get(address).json()
        seen += [hit["id"] for hit in answer["hits"]]
        assert (answer["pages"], answer["facets"]) == (3, {})
        address = answer["links"]["next"]
    assert len(seen) == len(set(seen)) == 6
    assert answer["links"]["previous"].endswith("page=2")


@pytest.mark.parametrize(
    ("address", "parameter", "detail"),
    [
        ("search/?country=zz", "country", "The archive knows no country called “zz”."),
        ("search/?from=yesterday", "from", "“yesterday” is no date"),
        ("search/?added_after=soon", "added_after", "“soon” is no moment"),
        ("search/?page=0", "page", "“0” is no page"),
        ("search/?page=1000000", "page", "Only the first 10,000 hits"),
        ("search/?page_size=101", "page_size", "no number from 1 to 100"),
        ("search/?sort=best", "sort", "“best” is no order"),
        ("search/?facets=weather", "facets", "“weather” is no facet"),
        ("search/?query=x", "query", "no such parameter"),
        ("actors/?kind=ship", "kind", "“ship” is no kind"),
        ("names/?limit=x", "limit", "no number from 1 to 50"),
        ("sources/?page=1", "page", "no such parameter"),
    ],
)
def test_bad_value_is_a_problem_that_says_what_to_do(
    address: str, parameter: str, detail: str, articles: list[Article], client: Client
) -> None:
    problem = ask(client, address, 400)
    assert (problem["status"], problem["errors"][0]["parameter"]) == (400, parameter)
    assert detail in problem["errors"][0]["detail"]


MISSING = ["articles/999999/", "articles/999999/versions/", "articles/x/", "actors/person/nobody/", "actors/ship/x/"]
MISSING += ["sources/x/", "facets/weather/", "searches/zzz/", "nothing/"]


@pytest.mark.parametrize("address", MISSING)
def test_missing_is_a_problem_too(address: str, db: None, client: Client) -> None:
    assert ask(client, address, 404)["status"] == 404


@pytest.mark.parametrize("address", ["search/", "openapi.json", "nothing/"])
def test_writing_is_refused_in_json(address: str, db: None) -> None:
    response = Client(enforce_csrf_checks=True).post(API + address)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.headers["Content-Type"] == "application/problem+json"


def test_scripts_of_other_sites_may_ask_first(client: Client) -> None:
    response = client.options(f"{API}search/")
    assert (response.status_code, response.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_unchanged_answer_is_not_sent_again(articles: list[Article], client: Client) -> None:
    address = f"{API}search/?q=alliance"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    collection.article("One more alliance")
    collection.index()
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_names_are_completed_by_the_last_words(articles: list[Article], client: Client) -> None:
    answer = ask(client, "names/?q=letter+to+kim+jo")
    assert (answer["rest"], [each["slug"] for each in answer["names"]]) == ("letter to", ["kim-jong-un"])
    assert ask(client, "names/?q=zzz") == {"query": "zzz", "rest": "zzz", "names": []}
    assert ask(client, "names/?q=kim&kind=country")["names"] == []


def test_article_has_its_mentions_removals_and_captures(articles: list[Article], client: Client) -> None:
    answer = ask(client, f"articles/{articles[0].pk}/")
    assert {each["actor"]["slug"] for each in answer["mentions"]} == {"south-korea", "united-states"}
    span = answer["mentions"][0]["spans"][-1]
    assert answer["text"][span["start"] : span["end"]] == span["surface"]
    assert [each["text"] for each in answer["removals"]] == ["We use cookies."]
    assert (len(answer["captures"]), len(answer["copies"])) == (1, 1)


def test_article_has_its_versions_with_what_each_changed(articles: list[Article], client: Client) -> None:
    assert ask(client, f"articles/{articles[1].pk}/versions/")["versions"] == []
    answer = ask(client, f"articles/{articles[0].pk}/versions/")["versions"]
    assert [(each["number"], each["title"], each["text"], each["is_silent"]) for each in answer] == [
        (1, "Alliance renewed", "It was renewed.", False),
        (2, "Alliance renewed again", "It was renewed again.", True),
    ]
    nothing = {"headline": False, "removed": 0, "reworded": 0, "added": 0, "explained": False}
    assert [each["changes"] for each in answer] == [nothing, nothing | {"headline": True, "reworded": 1}]
    assert client.get(answer[1]["links"]["page"]).status_code == 200
    short = ask(client, f"articles/{articles[0].pk}/")["versions"]
    assert short == [{name: each[name] for name in short[0]} for each in answer]
    assert "text" not in short[0]


def test_merged_actor_gives_the_one_it_is_now(articles: list[Article], client: Client) -> None:
    collection.actor("person", "kim", merged_into=Actor.objects.get(slug="kim-jong-un"))
    assert ask(client, "actors/person/kim/")["slug"] == "kim-jong-un"


def test_rejected_actor_and_mention_are_not_given(articles: list[Article], client: Client) -> None:
    Actor.objects.filter(slug="kim-jong-un").update(status="rejected")
    ask(client, "actors/person/kim-jong-un/", 404)
    assert "kim-jong-un" not in {
        each["actor"]["slug"] for each in ask(client, f"articles/{articles[2].pk}/")["mentions"]
    }


def test_api_page_lists_every_address(client: Client, db: None) -> None:
    html = client.get("/api/").content.decode()
    for endpoint in ENDPOINTS:
        assert f"<code>/api/v1{path_of(endpoint)}</code>" in html


def test_documentation_names_every_address(client: Client) -> None:
    from pathlib import Path

    text = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text()
    for endpoint in ENDPOINTS:
        assert f"`/api/v1{path_of(endpoint)}`" in text
        for parameter in endpoint.parameters:
            assert f"`{parameter.name.removeprefix('not_')}`" in text, parameter.name


def test_entry_names_every_address(client: Client, db: None) -> None:
    entry = client.get(API).json()
    assert [each["address"] for each in entry["addresses"]] == [
        f"http://testserver/api/v1{path_of(endpoint)}" for endpoint in ENDPOINTS
    ]
    assert client.get(entry["description"]).json()["openapi"] == "3.1.0"
    assert client.get(API, {"x": "1"}).status_code == 400


ONCE = [(each.route, parameter) for each in ENDPOINTS for parameter in each.parameters]


@pytest.mark.parametrize(("route", "parameter"), ONCE, ids=lambda each: getattr(each, "name", each))
def test_parameter_is_said_as_often_as_is_described(
    route: str, parameter: Parameter, articles: list[Article], client: Client
) -> None:
    address = route.replace("<str:name>", "country")
    value = {"from": "1990", "to": "1990", "kind": "person", "sort": "newest"}.get(parameter.name, "1")
    said = client.get(f"{API}{address}?{parameter.name}={value}&{parameter.name}={value}").json()
    assert (said.get("title") == "Parameter said twice") == (not parameter.repeated)


def test_parameter_said_twice_is_named(articles: list[Article], client: Client) -> None:
    said = ask(client, "search/?q=a&q=b", 400)
    assert (said["detail"], said["errors"]) == (
        "“q” takes one value.",
        [{"parameter": "q", "detail": "Say it once: it takes one value."}],
    )
