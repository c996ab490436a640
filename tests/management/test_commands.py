import io
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from archive.documents import ActorKind, ActorRecord, Name, NameSort
from archive.ingest import ingest
from archive.models import Actor, Article
from archive.models.authority import store_records
from tests.texts import MINISTER, TREATY

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, **options: Any) -> tuple[str, str, int]:
    """What a command printed to each of its outputs, and its exit status."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command(*arguments, stdout=out, stderr=err, no_color=True, **options)
    except SystemExit as stopped:
        status = int(stopped.code or 0)
    return out.getvalue(), err.getvalue(), status


def written(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_clean_prints_title_and_text_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(MINISTER)
    out, err, status = run("clean", str(tmp_path / "page.txt"))
    assert (err, status) == ("", 0)
    assert out.splitlines()[0] == "Ministers agree on a patrol of the strait"
    assert out.rstrip().endswith("and last for three weeks.")
    assert "cookies" not in out


def test_clean_jsonl_gives_the_fields_of_the_contract_and_no_database(tmp_path: Path) -> None:
    records = [
        {"id": "a", "text": MINISTER},
        {
            "id": 7,
            "html": f"<html><body><article><h1>Word</h1><p>{TREATY[60:]}</p></article></body></html>",
            "url": "https://a.example/x",
        },
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(record) for record in records))
    assert run("clean", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), jsonl=True) == ("", "", 0)
    first, second = written(tmp_path / "out.jsonl")
    assert list(first) == ["id", "title", "byline", "published", "text", "removed"]
    assert (first["id"], first["byline"], first["published"]) == ("a", "Ada Writer", "2021-03-04")
    assert {tuple(removed) for removed in first["removed"]} == {("category", "rule", "text")}
    assert second["id"] == 7


def test_clean_jsonl_names_bad_lines_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1\n[]\n' + json.dumps({"id": 2, "text": TREATY}) + "\n\n")
    out, err, status = run("clean", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), jsonl=True)
    assert (out, status) == ("", 1)
    assert [line.split(": ")[0].rsplit(":", 1)[1] for line in err.splitlines()] == ["1", "2"]
    assert [record["id"] for record in written(tmp_path / "out.jsonl")] == [2]


def test_clean_jsonl_pairs_records_in_and_out_where_no_article_is_found(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "Accept all cookies"}\n{"id": 2, "text": ""}\n')
    assert run("clean", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), jsonl=True) == ("", "", 0)
    assert [(record["id"], record["text"]) for record in written(tmp_path / "out.jsonl")] == [(1, ""), (2, "")]


def test_clean_jsonl_reads_a_file_that_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('\ufeff{"id": 1, "text": "Accept all cookies"}\r\n', encoding="utf-8")
    assert run("clean", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), jsonl=True) == ("", "", 0)
    assert [record["id"] for record in written(tmp_path / "out.jsonl")] == [1]


def test_clean_of_a_missing_or_unreadable_page_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such file or folder"):
        run("clean", str(tmp_path / "gone.txt"))
    (tmp_path / "empty.txt").touch()
    with pytest.raises(CommandError, match="the file holds no text"):
        run("clean", str(tmp_path / "empty.txt"))
    with pytest.raises(CommandError, match="cannot be opened"):
        run("clean", str(tmp_path / "gone.jsonl"), str(tmp_path / "out.jsonl"), jsonl=True)


FRANCE = ActorRecord(
    ActorKind.COUNTRY, "france", "France", (Name("France"), Name("French", NameSort.DEMONYM)), code="FR"
)


@pytest.mark.django_db
def test_tag_jsonl_gives_the_fields_of_the_contract(tmp_path: Path) -> None:
    store_records([FRANCE])
    text = "Marie Dubois, the French foreign minister, spoke in Lyon about France and its neighbours."
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "x", "text": text, "published": "2020-01-01"}))
    assert run("tag", jsonl=[str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]) == ("", "", 0)
    (record,) = written(tmp_path / "out.jsonl")
    assert list(record) == ["id", "persons", "countries", "organisations", "alliances", "mentions"]
    assert (record["id"], record["countries"], record["persons"]) == ("x", ["FR"], ["Marie Dubois"])
    surfaces = [(m["kind"], m["name"], text[m["start"] : m["end"]]) for m in record["mentions"]]
    assert ("country", "France", "France") in surfaces
    assert ("person", "Marie Dubois", "Marie Dubois") in surfaces


@pytest.mark.django_db
def test_tag_works_from_the_authority_files_where_no_actor_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": "NATO met in Brussels, Angela Merkel said."}))
    assert run("tag", jsonl=[str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")])[2] == 0
    (record,) = written(tmp_path / "out.jsonl")
    assert (record["persons"], record["alliances"]) == (["Angela Merkel"], ["NATO"])


@pytest.mark.django_db(transaction=True)
def test_find_gives_total_hits_and_facets_as_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MINISTER)
    (tmp_path / "b.txt").write_text(TREATY)
    store_records([FRANCE])
    ingest([tmp_path])
    out, err, _ = run("find", "patrol", json=True)
    answer = json.loads(out)
    article = Article.objects.get(title__startswith="Ministers")
    assert err == ""
    assert {"total", "hits", "facets"} <= set(answer)
    assert [(hit["id"], hit["title"], hit["published"]) for hit in answer["hits"]] == [
        (article.pk, "Ministers agree on a patrol of the strait", "2021-03-04")
    ]
    assert answer["facets"]["year"] == [{"value": "2021", "label": "2021", "count": 1}]
    assert json.loads(run("find", "patrol", json=True, to="2020")[0])["total"] == 0
    assert [hit["published"] for hit in json.loads(run("find", "", json=True, sort="oldest")[0])["hits"]] == [
        "1991-06-12",
        "2021-03-04",
    ]
    assert run("find", "patrol")[0].startswith("1 articles")


@pytest.mark.django_db(transaction=True)
def test_find_says_what_to_do_without_an_index(tmp_path: Path, settings: LazySettings) -> None:
    assert run("find", "patrol")[0].startswith("0 articles")
    (tmp_path / "a.txt").write_text(MINISTER)
    ingest([tmp_path])
    shutil.rmtree(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])
    with pytest.raises(CommandError, match=r"no search index: run manage\.py reindex"):
        run("find", "patrol")


@pytest.mark.django_db
def test_find_with_an_unknown_value_is_a_message() -> None:
    with pytest.raises(CommandError, match="atlantis"):
        run("find", "x", "--country", "atlantis")


@pytest.mark.django_db
def test_load_actors_says_what_is_wrong_with_a_file_and_loads_nothing(tmp_path: Path) -> None:
    (tmp_path / "countries.yaml").write_text("- {slug: france, name: France, code: FR, anthem: La Marseillaise}\n")
    with pytest.raises(CommandError, match="anthem"):
        run("load_actors", str(tmp_path / "countries.yaml"))
    assert Actor.objects.count() == 0


@pytest.mark.django_db
def test_load_actors_twice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "countries.yaml").write_text("- {slug: france, name: France, code: FR, demonyms: [French]}\n")
    assert run("load_actors", str(tmp_path / "countries.yaml"))[0] == (
        "1 actors read: 1 created, 0 updated, 0 unchanged, 0 conflicts\n"
    )
    assert run("load_actors", str(tmp_path / "countries.yaml"))[0] == (
        "1 actors read: 0 created, 0 updated, 1 unchanged, 0 conflicts\n"
    )


def test_commands_work_on_a_data_folder_that_nothing_was_done_to(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "DATABASE_"))}
    found = subprocess.run(
        [sys.executable, "manage.py", "find", "anything", "--json"],
        env={**clean, "ARCHIVE_DATA": str(tmp_path / "new"), "DJANGO_SETTINGS_MODULE": "archive.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)["total"] == 0


@pytest.mark.django_db(transaction=True)
def test_setup_refuses_a_port_in_use_before_it_does_anything(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"cannot serve at 127.0.0.1:{port}: .*; choose another port with PORT="):
            call_command("setup", port=port, free=True)
    with pytest.raises(CommandError, match="70000 is no port: choose a number from 1 to 65535"):
        call_command("setup", port=70000)
    assert Actor.objects.count() == 0


def test_ingest_that_is_interrupted_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TREATY)
    command = [sys.executable, "manage.py", "ingest", str(tmp_path / "page.txt")]
    environment = {**os.environ, "ARCHIVE_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "Loading the authority files (once)\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        said = process.stderr.read()
    assert said == "CommandError: stopped; what was stored stays, and the same command goes on from there\n"


@pytest.mark.django_db(transaction=True)
def test_reindex_finds_what_it_found_before(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MINISTER)
    ingest([tmp_path])
    before = json.loads(run("find", "patrol", json=True)[0])
    assert run("reindex")[0] == "1 articles indexed\n"
    assert json.loads(run("find", "patrol", json=True)[0]) == before


@pytest.mark.django_db(transaction=True)
def test_a_thousand_random_files_are_taken_in_or_rejected_with_a_reason(tmp_path: Path) -> None:
    chance = random.Random(20)
    folder = tmp_path / "noise"
    folder.mkdir()
    for number in range(1000):
        suffix = chance.choice((".txt", ".html", ".jsonl", ".json", ""))
        alphabet = chance.choice((bytes(range(256)), b"<>&{}[]\"'\\ \n\xc3\xa4az09:,;", b"abc \n."))
        payload = bytes(chance.choice(alphabet) for _ in range(chance.randrange(300)))
        (folder / f"{number:04}{suffix}").write_bytes(payload)
    report = tmp_path / "report.jsonl"
    store_records([FRANCE])
    _, err, status = run("ingest", str(folder), report=report)
    results = written(report)
    assert status == 1
    assert {result["origin"].split("/")[1].split("#")[0] for result in results} >= {
        path.name for path in folder.iterdir()
    }
    assert [result for result in results if result["outcome"] == "rejected" and not result["reason"]] == []
    assert [result for result in results if "fault of this program" in result["reason"]] == []
    assert "Traceback" not in err


def piped(*arguments: str, given: bytes = b"") -> tuple[bytes, int]:
    """What a command of its own process writes to a pipe, and its exit status; messages are thrown away."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, input=given, capture_output=True, check=False
    )
    return done.stdout, done.returncode


def test_clean_jsonl_pipes_bad_bytes_and_half_characters_through() -> None:
    bad_byte = json.dumps({"id": 1, "text": TREATY}).encode().replace(b"Poland", b"P\xf3land")
    given = bad_byte + b"\n" + json.dumps({"id": 2, "text": TREATY.replace("Poland", "P\ud800land")}).encode() + b"\n"
    written_to_pipe, status = piped("clean", "--jsonl", "-", "-", given=given)
    assert status == 0
    assert [json.loads(line)["id"] for line in written_to_pipe.decode("utf-8").splitlines()] == [1, 2]


def test_clean_jsonl_does_not_write_over_what_it_reads(tmp_path: Path) -> None:
    (tmp_path / "same.jsonl").write_text('{"id": 1, "text": "Kept"}\n')
    with pytest.raises(CommandError, match="is the file to be read too"):
        call_command("clean", str(tmp_path / "same.jsonl"), str(tmp_path / "same.jsonl"), jsonl=True)
    assert (tmp_path / "same.jsonl").read_text() == '{"id": 1, "text": "Kept"}\n'


@pytest.mark.django_db
def test_tag_jsonl_names_records_without_text_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1}\n{"id": 2, "text": 5}\n{"id": 3, "text": "NATO met."}\n')
    _, err, status = run("tag", jsonl=[str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")])
    assert status == 1
    assert [line.rpartition(":")[2] for line in err.splitlines()] == [' the record has no "text"'] * 2
    assert [each["id"] for each in written(tmp_path / "out.jsonl")] == [3]


def test_ingest_refuses_an_empty_path() -> None:
    with pytest.raises(CommandError, match="an empty path"):
        call_command("ingest", "")


def test_command_whose_reader_has_gone_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "manage.py", "help"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr is not None
        assert process.stderr.read() == b""
