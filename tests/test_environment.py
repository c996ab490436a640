import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive import environment

ROOT = Path(__file__).resolve().parents[1]


def test_switch_reads_words_and_refuses_others(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    for value in ("1", "yes", "TRUE", "on", "0", "no", "off", ""):
        monkeypatch.setenv("ARCHIVE_X", value)
        read.append(environment.switch("ARCHIVE_X", default=False))
    assert read == [True, True, True, True, False, False, False, False]
    monkeypatch.setenv("ARCHIVE_X", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_X is 'perhaps': say 1 or 0"):
        environment.switch("ARCHIVE_X", default=False)


@pytest.mark.parametrize("value", ["0", "11", "-3", "many", "²", "1.5"])
def test_number_out_of_bounds_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ARCHIVE_X", value)
    with pytest.raises(ImproperlyConfigured, match="a whole number from 1 to 10"):
        environment.number("ARCHIVE_X", 5, 1, 10)


def test_words_are_split_and_trimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_X", " a.example, ,b.example ")
    assert environment.words("ARCHIVE_X", []) == ["a.example", "b.example"]


def test_folder_that_is_a_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ARCHIVE_X", str(tmp_path / "file"))
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_X"):
        environment.folder("ARCHIVE_X", tmp_path)


def test_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    first = environment.kept_secret("ARCHIVE_UNSET", path)
    assert environment.kept_secret("ARCHIVE_UNSET", path) == first
    assert (len(first) >= 50, path.stat().st_mode & 0o777) == (True, 0o600)
    path.write_text("short")
    with pytest.raises(ImproperlyConfigured, match="is damaged"):
        environment.kept_secret("ARCHIVE_UNSET", path)


def start(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own."""
    code = "from archive import settings as s; print(s.DEBUG, s.DATABASES['default']['ENGINE'])"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, "ARCHIVE_DATA": str(tmp_path), **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_settings_work_with_an_empty_environment(tmp_path: Path) -> None:
    assert start(tmp_path).stdout == "False django.db.backends.sqlite3\n"


def test_settings_take_a_database_address(tmp_path: Path) -> None:
    assert start(tmp_path, DATABASE_URL="postgres://u:p@db.example/entente").stdout == (
        "False django.db.backends.postgresql\n"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("ARCHIVE_DEBUG", "maybe"),
        ("ARCHIVE_TIME_ZONE", "Mars/Olympus"),
        ("ARCHIVE_LOG_LEVEL", "LOUD"),
        ("ARCHIVE_BATCH", "0"),
        ("ARCHIVE_MAX_PAGE_MB", "1e9"),
    ],
)
def test_bad_setting_stops_the_start_and_is_named(tmp_path: Path, name: str, value: str) -> None:
    failed = start(tmp_path, **{name: value})
    assert failed.returncode != 0
    assert name in failed.stderr.strip().splitlines()[-1]


def test_every_setting_is_documented() -> None:
    code = (ROOT / "archive" / "settings.py").read_text()
    documented = (ROOT / "docs" / "configuration.md").read_text()
    used = set(re.findall(r'environment\.\w+\(\s*"(\w+)"', code))
    assert len(used) > 10
    assert sorted(name for name in used if f"| `{name}` |" not in documented) == []
