"""The papers of the national pack as a small world of their own, and a data folder per test."""

import shutil
from pathlib import Path

import pytest

from yiwang.foundations.papers.pure import PAPER
from yiwang.loader import load

PACK = Path(__file__).resolve().parents[5] / "packs" / "china"


def loaded(folder):
    result = load(folder, (PAPER,))
    assert result.world is not None, "\n".join(problem.sentence() for problem in result.problems)
    return result.world


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs") / "china"
    shutil.copytree(PACK / "papers", folder / "papers")
    (folder / "pack.yaml").write_text('id: china\nversion: "1"\ntitle: 文书\n')
    return loaded(folder)


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path, monkeypatch):
    settings.YIWANG_DATA = tmp_path
    monkeypatch.delenv("YIWANG_KEYS", raising=False)
    return tmp_path
