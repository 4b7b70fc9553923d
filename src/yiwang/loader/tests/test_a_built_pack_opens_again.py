"""What ``pack build`` made can be opened where the folders are not, and an altered file is refused."""

from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from yiwang.loader import load
from yiwang.loader.build import build, release_head
from yiwang.loader.unpack import PackDamaged, unpacked

PACK = Path(__file__).parents[4] / "packs" / "guangdong"


@pytest.fixture(scope="module")
def kinds():
    return import_module("yiwang.site.kinds").KINDS


@pytest.fixture(scope="module")
def world(kinds):
    return load(PACK, kinds).world


def test_the_same_world_comes_out_again(world, kinds):
    again = unpacked(build(world), kinds)
    assert release_head(again) == release_head(world)
    assert again.origin("theme", "second_hand_house") == world.origin("theme", "second_hand_house")
    assert all(again.asset(path) == world.asset(path) for path in world.assets)
    assert build(again) == build(world)


def altered(data, change):
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            held = change(name, old.read(name))
            if held is not None:
                new.writestr(name, held)
    return out.getvalue()


def test_an_altered_definition_or_asset_is_refused(world, kinds):
    data = build(world)
    for folder, old, new in (("definitions/", "材料".encode(), "文件".encode()), ("assets/", b"#", b"%")):
        spoilt = altered(data, lambda name, held: held.replace(old, new) if name.startswith(folder) else held)  # noqa: B023
        with pytest.raises(PackDamaged, match="被改动过"):
            unpacked(spoilt, kinds)


def test_what_is_no_built_pack_is_refused_in_words(world, kinds):
    short = altered(build(world), lambda name, held: None if name.startswith("assets/") else held)
    for data in (b"", b"PK", short):
        with pytest.raises(PackDamaged, match="pack build"):
            unpacked(data, kinds)
