"""``yiwang pack`` as people type it: words or JSON, and the exit code."""

import argparse
import json
import subprocess
import sys

import pytest

from yiwang.site.cli import pack


def run(*words):
    """The exit code of ``yiwang pack …``."""
    parser = argparse.ArgumentParser()
    pack.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["pack", *map(str, words)])
    return arguments.run(arguments)


@pytest.fixture
def town(tmp_path, capsys):
    assert run("new", tmp_path / "my-town", "--title", "小城") == 0
    capsys.readouterr()
    return tmp_path / "my-town"


def test_a_new_pack_checks_clean(town, capsys):
    assert run("check", town) == 0
    assert "0 个问题" in capsys.readouterr().out


def test_a_new_pack_of_its_own_checks_clean(tmp_path, capsys):
    assert run("new", tmp_path / "alone", "--extends", "") == 0
    assert run("check", tmp_path / "alone") == 0


def test_a_new_pack_is_the_template_under_its_own_name_and_place(tmp_path, capsys):
    pack = tmp_path / "lake-city"
    assert run("new", pack, "--title", "湖城市", "--division", "440200000000") == 0
    assert run("check", pack) == 0
    assert run("test", pack) == 0
    assert "0 个不符" in capsys.readouterr().out
    head = (pack / "pack.yaml").read_text()
    assert "id: lake-city\n" in head and "title: 湖城市\n" in head
    assert (pack / "overlays/440201-market.csv").is_file()
    left = [path for path in pack.rglob("*.*") if "9901010" in path.read_text() or "示例市" in path.read_text()]
    assert left == []


def test_the_template_is_no_county(tmp_path, capsys):
    assert run("new", tmp_path / "county", "--division", "440118000000") == 1
    assert "不是地级市的代码" in capsys.readouterr().err
    assert not (tmp_path / "county").exists()


def test_new_writes_over_nothing(town, capsys):
    (town / "pack.yaml").write_text("我的")
    assert run("new", town) == 1
    assert (town / "pack.yaml").read_text() == "我的"
    assert "已经有文件" in capsys.readouterr().err


def test_new_says_which_folder_names_will_do(tmp_path, capsys):
    assert run("new", tmp_path / "小城") == 1
    assert "my-city" in capsys.readouterr().err


def test_check_says_place_what_and_mend(town, capsys):
    (town / "parameters/stall_place_area.yaml").write_text("titel: 限期\n")
    assert run("check", town) == 1
    told = capsys.readouterr().err
    assert "stall_place_area.yaml:1" in told
    assert "您是不是想写“title”？" in told


def test_check_in_json(town, capsys):
    (town / "parameters/stall_place_area.yaml").write_text("titel: 限期\n")
    assert run("check", town, "--json", "--origin") == 1
    result = json.loads(capsys.readouterr().out)
    assert not result["ok"]
    assert {"file", "line", "what", "mend", "code", "severity", "fixable"} == set(result["problems"][0])
    assert {"kind", "id", "field", "pack", "file", "line"} == set(result["origins"][0])


def test_fix_mends_and_says_what(town, capsys):
    (town / "text/zh-Hans.yaml").write_bytes("site.title：小城\n".encode("gb18030"))
    assert run("check", town, "--fix") == 0
    assert capsys.readouterr().out.count("已改") == 2
    assert (town / "text/zh-Hans.yaml").read_text() == "site.title: 小城\n"


def test_origin_names_pack_file_and_line(town, capsys):
    assert run("check", town, "--origin") == 0
    assert (
        "parameter stall_place_area · title ← my-town/parameters/stall_place_area.yaml:2" in capsys.readouterr().out
    )


def test_build_names_its_hash(town, tmp_path, capsys):
    assert run("build", town, "-o", tmp_path / "out.zip", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["digest"]) == 64
    assert (tmp_path / "out.zip").stat().st_size > 500


def test_diff_says_since_when(town, tmp_path, capsys):
    assert run("new", tmp_path / "later/my-town", "--title", "小城") == 0
    later = tmp_path / "later/my-town/parameters/stall_place_area.yaml"
    later.write_text(later.read_text() + "  2027-01-01: {value: '5', source: 新文, status: assumed}\n")
    capsys.readouterr()
    assert run("diff", town, tmp_path / "later/my-town") == 0
    assert capsys.readouterr().out.startswith("自 2027-01-01 起，参数“摆摊须先选点的最小占地”")
    assert run("diff", town, town, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "changes": []}


def test_diff_of_one_pack_is_a_usage_error(town, capsys):
    assert run("diff", town) == 2


def test_a_folder_without_pack_is_a_problem_not_a_crash(tmp_path, capsys):
    assert run("check", tmp_path / "nowhere") == 1
    assert "不是一个包" in capsys.readouterr().err


@pytest.mark.django_db
def test_apply_then_live_diff(town, capsys, monkeypatch):
    assert run("diff", "--live", town) == 1
    assert "还没有应用任何包" in capsys.readouterr().err
    assert run("apply", town, "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert first["new"]
    assert run("apply", town, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {**first, "new": False}
    (town / "text/zh-Hans.yaml").write_text("site.title: 大城\n")
    assert run("diff", "--live", town) == 0
    assert "由 “小城一网通办” 改为 “大城”" in capsys.readouterr().out


def test_checking_needs_no_django_and_no_settings(town):
    code = (
        "import argparse, sys; from yiwang.site.cli import pack; p = argparse.ArgumentParser();"
        "pack.add(p.add_subparsers()); a = p.parse_args(['pack', 'check', sys.argv[1]]); c = a.run(a);"
        "assert 'django' not in sys.modules; sys.exit(c)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, town],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
