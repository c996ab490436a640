"""Finished files in a storage of Django's: in memory, and in S3 as moto plays it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages

from archive import environment
from archive.documents import MediaType, RawDocument
from archive.models.keeping import StorageStore, holdings
from tests.holdings.test_warc import NOW, page

MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


@pytest.fixture
def memory(settings: LazySettings) -> StorageStore:
    settings.STORAGES = {**settings.STORAGES, "holdings": MEMORY}
    return StorageStore(storages["holdings"])


@pytest.fixture
def bucket(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[StorageStore]:
    moto = pytest.importorskip("moto", reason="moto is not installed")
    boto3 = pytest.importorskip("boto3")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("ARCHIVE_HOLDINGS_STORAGE", "s3://pages/warc/of/us?region=us-east-1")
    with moto.mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="pages")
        options = environment.bucket("ARCHIVE_HOLDINGS_STORAGE")
        backend = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
        settings.STORAGES = {**settings.STORAGES, "holdings": backend}
        yield StorageStore(storages["holdings"])


@pytest.mark.parametrize("kind", ["memory", "bucket"])
def test_finished_files_go_to_the_storage_and_are_read_from_it(kind: str, request: pytest.FixtureRequest) -> None:
    store: StorageStore = request.getfixturevalue(kind)
    kept_in = holdings()
    pages = [page(bytes([65 + number]) * 5000) for number in range(3)]
    with kept_in.run() as run:
        kept = [run.keep(each, NOW) for each in pages]
        assert list(store.names()) == []
        assert kept_in.read(kept[1].file, kept[1].offset, kept[1].length) == pages[1].payload
    assert list(store.names()) == kept_in.names() == [kept[0].file]
    assert list(kept_in.folder.iterdir()) == []
    for length in (None, kept[1].length):
        assert kept_in.read(kept[1].file, kept[1].offset, length) == pages[1].payload
    assert [each.record.block for each in kept_in.pages(kept[0].file)] == [each.payload for each in pages]


def test_file_that_could_not_be_put_stays_and_goes_later(memory: StorageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_in = holdings()

    def broken(self: StorageStore, name: str, path: Path) -> None:
        raise OSError("no way to the storage")

    with monkeypatch.context() as patch:
        patch.setattr(StorageStore, "put", broken)
        with pytest.raises(OSError, match="no way to the storage"), kept_in.run() as run:
            kept = run.keep(RawDocument("a.txt", b"One", MediaType.TEXT, "One"), NOW)
    assert kept_in.read(kept.file, kept.offset) == b"One"
    kept_in.put_finished()
    assert (list(memory.names()), kept_in.read(kept.file, kept.offset)) == ([kept.file], b"One")


@pytest.mark.parametrize("value", ["http://bucket/x", "s3:///x", "s3://bucket?colour=red", "bucket"])
def test_storage_that_is_none_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_HOLDINGS_STORAGE", value)
    with pytest.raises(ImproperlyConfigured, match="write it like s3://bucket/prefix"):
        environment.bucket("ARCHIVE_HOLDINGS_STORAGE")


def test_address_of_a_storage_is_read_in_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("storages", reason="django-storages is not installed")
    monkeypatch.setenv("ARCHIVE_HOLDINGS_STORAGE", "s3://b/p/q/?endpoint=https://s3.example:9000&region=eu")
    assert environment.bucket("ARCHIVE_HOLDINGS_STORAGE") == {
        "bucket_name": "b",
        "location": "p/q",
        "endpoint_url": "https://s3.example:9000",
        "region_name": "eu",
    }
