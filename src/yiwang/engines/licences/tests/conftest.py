"""Every test has its own data folder and the small city."""

import pytest

from .factories import person, unit


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path, monkeypatch):
    settings.YIWANG_DATA = tmp_path
    monkeypatch.delenv("YIWANG_KEYS", raising=False)
    return tmp_path


@pytest.fixture
def city(db):
    return unit("health"), unit("market"), unit("fire")


@pytest.fixture
def holder(city):
    return person("张小明")


@pytest.fixture
def stranger(city):
    return person("李四")
