"""Every test has its own data folder and the small city."""

import shutil
from pathlib import Path

import pytest

from yiwang.engines.catalog.pure import ELEMENT, MATERIAL
from yiwang.engines.licences.pure import LICENCE_TYPE
from yiwang.foundations.papers.pure import PAPER
from yiwang.loader import load

from .factories import person, unit

PACK = Path(__file__).resolve().parents[5] / "packs" / "china"


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


@pytest.fixture(scope="session")
def pack(tmp_path_factory):
    """The licence types of the national pack with their papers and elements, as a world of their own."""
    folder = tmp_path_factory.mktemp("packs") / "china"
    for name in ("licences", "papers", "elements", "materials"):
        shutil.copytree(PACK / name, folder / name)
    for name in ("elements.yaml", "materials.yaml"):
        shutil.copy(PACK / name, folder / name)
    (folder / "pack.yaml").write_text('id: china\nversion: "1"\ntitle: 证照\n', encoding="utf-8")
    loaded = load(folder, (LICENCE_TYPE, PAPER, ELEMENT, MATERIAL))
    assert loaded.world is not None, "\n".join(problem.sentence() for problem in loaded.problems)
    return loaded.world
