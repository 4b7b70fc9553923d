"""``yiwang items``: the catalogue goes out to Excel and JSON and comes back; what differs is said, and taken over where
a pack may say it."""

import argparse
import json
import shutil
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from yiwang.site.cli import items, pack

PACKS = Path(__file__).resolve().parents[2] / "packs"
BODY = "441202-urban"


def run(*words):
    """The exit code of ``yiwang items …``."""
    parser = argparse.ArgumentParser()
    items.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["items", *map(str, words)])
    return arguments.run(arguments)


def checked(folder):
    parser = argparse.ArgumentParser()
    pack.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["pack", "check", str(folder)])
    return arguments.run(arguments)


@pytest.fixture
def city(tmp_path):
    """A copy of the demo city's pack, to be written in."""
    shutil.copytree(PACKS / "zhaoqing", tmp_path / "zhaoqing")
    return tmp_path / "zhaoqing"


@pytest.fixture
def records(city, tmp_path, capsys):
    """What one body exports."""
    assert run("export", tmp_path / "out.json", "--pack", city, "--body", BODY) == 0
    capsys.readouterr()
    return json.loads((tmp_path / "out.json").read_text())


def written(records, tmp_path):
    path = tmp_path / "in.json"
    path.write_text(json.dumps(records, ensure_ascii=False))
    return path


def by_id(records, name):
    return next(record for record in records if record["row_guid"] == name)


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_what_goes_out_comes_back_without_a_difference(city, tmp_path, capsys, ending):
    assert run("export", tmp_path / f"all.{ending}", "--pack", city) == 0
    assert run("diff", tmp_path / f"all.{ending}", "--pack", city) == 0
    assert "0 处不同" in capsys.readouterr().out


def test_a_record_has_the_names_of_the_national_tables_and_the_bodys_own_data(records):
    sign = by_id(records, "signboard_permit")
    assert sign["dept_name"] == "端州区城市管理和综合执法局"
    assert (sign["promise_day"], sign["promise_type"]) == ("2", "WD")
    assert sign["transact_addr"]
    assert {"material_name", "is_need", "source_type"} <= set(sign["material"][0])


def test_no_cell_of_the_workbook_is_a_formula(city, tmp_path):
    row = "item,address,source,status\nsignboard_permit,=HYPERLINK(1),演示数据,assumed\n"
    (city / "overlays" / f"{BODY}.csv").write_text(row)
    run("export", tmp_path / "all.xlsx", "--pack", city, "--body", BODY)
    with zipfile.ZipFile(tmp_path / "all.xlsx") as held:
        assert "=HYPERLINK(1)" in held.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in held.read("xl/worksheets/sheet1.xml").decode()


def test_a_bodys_limit_and_address_go_to_its_overlay_and_the_pack_stays_whole(city, records, tmp_path, capsys):
    sign = by_id(records, "signboard_permit")
    sign |= {"promise_day": "1", "transact_addr": "新大厅三楼（演示）"}
    path = written(records, tmp_path)
    assert run("import", path, "--pack", city) == 0
    assert not (city / "overlays" / f"{BODY}.csv").exists()
    assert "加 --write 才写进包里" in capsys.readouterr().out
    assert run("import", path, "--pack", city, "--write") == 0
    assert "新大厅三楼（演示）" in (city / "overlays" / f"{BODY}.csv").read_text()
    assert checked(city) == 0
    assert run("diff", path, "--pack", city) == 0


def test_an_item_of_the_pack_below_is_adapted_not_copied(city, tmp_path, capsys):
    record = {"task_name": "户外招牌设置", "promise_day": "1", "promise_type": "WD"}
    assert run("import", written([record], tmp_path), "--pack", city, "--write") == 0
    adapted = next(city.glob("items/*/signboard_permit.yaml")).read_text()
    assert "1个工作日" in adapted
    assert "adapt:" in adapted
    assert checked(city) == 0


def test_what_a_pack_may_not_take_over_is_left_to_people(city, records, tmp_path, capsys):
    by_id(records, "signboard_permit")["material"].append({"material_name": "新要求的材料", "is_need": "1"})
    assert run("import", written(records, tmp_path), "--pack", city, "--write") == 1
    told = capsys.readouterr().out
    assert "新要求的材料" in told
    assert "要由人核对" in told


def test_a_new_item_becomes_a_definition_with_its_materials(city, tmp_path, capsys):
    record = {
        "task_name": "临时占道审批", "task_handle_item": "44D9990001", "task_type": "01", "use_level": "4",
        "dept_name": "端州区城市管理和综合执法局", "server_type": ["1", "2"], "project_type": "2",
        "promise_day": "3", "promise_type": "WD", "anticipate_day": "20", "anticipate_type": "WD",
        "by_law": [{"law": "城市道路管理条例", "article": "第三十条"}],
        "accept_condition": ["确需临时占用"], "material": [{"material_name": "占道示意图", "is_need": "1"}],
    }  # fmt: skip
    assert run("import", written([record], tmp_path), "--pack", city, "--write") == 0
    assert "临时占道审批" in (city / "items/imported/i_44d9990001.yaml").read_text()
    assert "占道示意图" in (city / "materials/imported.yaml").read_text()
    assert checked(city) == 0
    assert run("diff", written([record], tmp_path), "--pack", city) == 0


def test_a_record_that_says_too_little_is_no_item(city, tmp_path, capsys):
    assert run("import", written([{"task_name": "什么也没说"}], tmp_path), "--pack", city, "--write") == 1
    assert "新事项“什么也没说”" in capsys.readouterr().out


def test_a_body_that_the_pack_does_not_know_is_said(city, records, tmp_path, capsys):
    by_id(records, "signboard_permit")["dept_name"] = by_id(records, "signboard_permit")["dept_code"] = "某市某局"
    assert run("diff", written(records, tmp_path), "--pack", city) == 1
    assert "包里没有这个单位" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"not a workbook", "不是能打开的 Excel 工作簿"),
        ("a.json", b"{", "不是 JSON"),
        ("a.json", b'"x"', "应是事项的列表"),
        ("a.csv", b"", "请另存为 .xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_words(city, tmp_path, capsys, name, data, words):
    (tmp_path / name).write_bytes(data)
    assert run("diff", tmp_path / name, "--pack", city) == 1
    assert words in capsys.readouterr().err


def test_a_workbook_with_other_headings_holds_no_items(city, tmp_path, capsys):
    with xlsxwriter.Workbook(str(tmp_path / "x.xlsx")) as book:
        book.add_worksheet("事项").write_string(0, 0, "别的")
    assert run("diff", tmp_path / "x.xlsx", "--pack", city) == 1
    assert "第一行应是" in capsys.readouterr().err
