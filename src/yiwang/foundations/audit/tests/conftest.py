"""Every test has its own data folder; nothing stays outside the database."""

import pytest


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.YIWANG_DATA = tmp_path
    return tmp_path
