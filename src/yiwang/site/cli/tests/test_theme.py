"""``yiwang theme``: what it prints and how it exits."""

import argparse
import json

import pytest

from yiwang.engines.catalog.pure import KINDS as CATALOG
from yiwang.engines.catalog.tests.factories import worked_example, write
from yiwang.engines.catalog.tests.placed import DELEGATION, placed_files
from yiwang.foundations.divisions.pure import DIVISION
from yiwang.foundations.organisations.pure import ORGANISATIONS, ROLE
from yiwang.loader import PARAMETER
from yiwang.site.cli import theme


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run the command on the worked example, with the catalogue's kinds only; gives code, output, errors."""
    monkeypatch.setattr("yiwang.site.kinds.KINDS", (PARAMETER, *CATALOG))
    pack = write(tmp_path / "tiny", worked_example())

    def call(*words, pack=pack):
        parser = argparse.ArgumentParser()
        theme.add(parser.add_subparsers())
        arguments = parser.parse_args(["theme", *words, "--pack", str(pack)])
        code = arguments.run(arguments)
        return code, *capsys.readouterr()

    return call


def _file(folder, name, value):
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


ANSWERS = {"form": "individual", "sign": True, "seal": True, "area": 30}


def test_compile_prints_the_json_of_the_design(run, tmp_path):
    source = {"kind": "licence", "id": "1", "unit": "u"}
    facts = [
        {"party": "operator", "material": "identity_card", "source": source, "ground": "g"},
        {"party": "shop", "material": "health_certificate", "source": source, "ground": "g"},
    ]
    given = ("--answers", _file(tmp_path, "a.json", ANSWERS), "--facts", _file(tmp_path, "f.json", facts))
    code, out, _ = run("compile", "barber", *given, "--day", "2026-11-23", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["savings"]["materials"] == {"before": 19, "after": 6, "asked": 4, "deferred": 1}
    assert told["schedule"]["days"] == 3
    assert told["day"] == "2026-11-23"


def test_a_persona_may_stand_for_answers_and_facts(run):
    code, out, _ = run("compile", "barber", "--persona", "li")
    assert code == 0
    assert "材料：原来 19，合并后 6，还要您办 4，其中可后补 1" in out


def test_an_item_compiles_alone(run):
    code, out, _ = run("compile", "hygiene", "--json")
    assert code == 0
    assert json.loads(out)["theme"] == "hygiene"


def test_odd_answers_are_problems_and_the_exit_code_says_so(run, tmp_path):
    code, out, _ = run(
        "compile", "barber", "--answers", _file(tmp_path, "a.json", {"form": "firm"}), "--json"
    )
    assert code == 1
    assert json.loads(out)["problems"][0]["where"] == "form"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compile", "bakery"), "没有标识为“bakery”的主题或事项"),
        (("compile", "barber", "--persona", "wang"), "没有人物“wang”"),
        (("compile", "barber", "--answers", "nowhere.json"), "读不到文件"),
    ],
)
def test_what_cannot_be_found_is_told(run, words, said):
    code, _, err = run(*words)
    assert code == 1
    assert said in err


def test_facts_that_are_no_facts_are_told(run, tmp_path):
    code, _, err = run("compile", "barber", "--facts", _file(tmp_path, "f.json", [{"party": "shop"}]))
    assert code == 1
    assert "第 1 条事实" in err


def test_a_broken_pack_is_told_with_file_and_line(run, tmp_path):
    files = worked_example()
    files["themes/barber.yaml"]["signers"] = ["uncle"]
    code, out, _ = run("savings", "--json", pack=write(tmp_path / "broken" / "tiny", files))
    assert code == 1
    (problem,) = json.loads(out)["problems"]
    assert problem["code"] == "theme.signer"
    assert problem["line"] > 1


def test_savings_prints_every_theme_and_the_city(run):
    code, out, _ = run("savings", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["themes"][0]["catalogue"]["materials"]["after"] == 6
    assert set(told["city"]) >= {"equal", "volume"}
    code, out, _ = run("savings")
    assert "模型（未公布的主题）：1 个" in out


def test_the_place_decides_who_decides_and_by_when(run, tmp_path, monkeypatch):
    kinds = (PARAMETER, DIVISION, ROLE, ORGANISATIONS, *CATALOG)
    monkeypatch.setattr("yiwang.site.kinds.KINDS", kinds)
    pack = write(tmp_path / "placed/tiny", placed_files(seals=DELEGATION))
    words = ("compile", "barber", "--answers", _file(tmp_path, "a.json", ANSWERS), "--day")
    _, out, _ = run(*words, "2026-12-31", "--place", "990101001", pack=pack)
    assert "公章刻制备案：由山镇人民政府决定；可在北县政务服务中心、山镇便民服务中心、" in out
    assert "第 1 至 4 个工作日  公共场所卫生许可" in out
    _, later, _ = run(*words, "2027-01-01", "--place", "990101001000", pack=pack)
    assert "公章刻制备案：由北县市场监管局决定" in later
    code, _, told = run(*words, "2027-01-01", "--place", "123456", pack=pack)
    assert code == 1 and "没有区划“123456”" in told
