"""A broken definition for each sentence about a body that meets people by video; each says how to mend it."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from django.utils.module_loading import import_string

from yiwang.loader import load

TEMPLATE = Path(__file__).parents[5] / "packs" / "_template"
ITEM = "stall_record"


def whole(**more):
    return {
        "items": [ITEM], "calendar": "duty", "minutes": "15", "wait_minutes": "20", "join_minutes": "5", "queue": "3",
        "recording": {"why": "核对疑问", "keep_days": "30"}, "source": "测试", "status": "assumed", **more,
    }  # fmt: skip


BROKEN = {
    "990199-hall": (whole(), "没有“990199-hall”这个单位"),
    "990102-hall": (whole(recording={"why": " ", "keep_days": "30"}), "没有写为什么"),
    "990101-urban": (whole(), "既不由这个单位收件，也不由它决定"),
    "990101-market": (whole(items=["online_only"]), "没有当面办的地方"),
}
"""Body → what its file says, and the sentence about it."""

GOOD = "990101-hall"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What is said of all of them, file by file: the template's city, with one more item received online only."""
    held = tmp_path_factory.mktemp("packs")
    for name in ("china", "_template"):
        shutil.copytree(TEMPLATE.parent / name, held / name)
    place = next((held / "_template" / "items").rglob(f"{ITEM}.yaml"))
    item = yaml.load(place.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    _written(place.with_name("online_only.yaml"), {**item, "receive": [{"place": "online"}]})
    (held / "_template" / "video").mkdir()
    for body, service in {GOOD: whole(), **{body: service for body, (service, _) in BROKEN.items()}}.items():
        _written(held / "_template" / "video" / f"{body}.yaml", service)
    return load(held / "_template", import_string("yiwang.site.kinds.KINDS")).problems


def _written(path, held):
    path.write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding="utf-8")


def test_a_whole_one_has_no_problem(told):
    assert [one.sentence() for one in told if GOOD in str(one.file)] == []


@pytest.mark.parametrize("body", BROKEN)
def test_a_broken_one_is_told(told, body):
    about = [one for one in told if f"{body}.yaml" in str(one.file)]
    assert [BROKEN[body][1] in one.what for one in about] == [True]
    assert all(one.mend and one.line > 0 for one in about)
