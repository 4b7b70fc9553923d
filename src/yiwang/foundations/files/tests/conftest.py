"""Every test has its own data folder."""

import pytest


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path, monkeypatch):
    settings.YIWANG_DATA = tmp_path
    monkeypatch.delenv("YIWANG_KEYS", raising=False)
    return tmp_path
