from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article, Decision
from archive.models.decisions import Verb
from tests.curation.archive import named, small_archive
from tests.curation.test_deciding import say

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("decisions", *arguments, stdout=said, stderr=said)
    return said.getvalue()


def test_decisions_go_out_and_come_in(tmp_path: Path) -> None:
    articles, file = small_archive(), str(tmp_path / "decisions.yaml")
    say(Verb.REJECT, "norvania", articles[0])
    assert run("export", file) == f"Decisions written to {file}\n"
    Decision.objects.all().delete()
    Article.objects.update(needs_index=False)
    assert run("import", file) == "1 made, 0 undone, 0 known already, 0 conflicts\n"
    assert "norvania" not in named(articles[0])
    assert run("import", file) == "0 made, 0 undone, 1 known already, 0 conflicts\n"


def test_conflicts_are_said_and_end_with_status_1(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    file.write_text(
        "format: 1\ndecisions:\n- {key: 7b0b1b0e-4c4c-4d4d-8e8e-000000000001, verb: dismiss, by: ada,"
        " at: '2024-03-01T12:00:00+00:00', actor: {kind: person, slug: nobody}}\n"
    )
    small_archive()
    with pytest.raises(SystemExit, match="1"):
        run("import", str(file))
    assert Decision.objects.count() == 0


def test_bad_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("import", str(tmp_path / "none.yaml"))
    (tmp_path / "bad.yaml").write_text("[")
    with pytest.raises(CommandError, match="not YAML"):
        run("import", str(tmp_path / "bad.yaml"))
