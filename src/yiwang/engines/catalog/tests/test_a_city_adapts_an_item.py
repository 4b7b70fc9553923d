"""An extending pack may shorten a promise and relax materials of an item; it may not add materials."""

from yiwang.engines.catalog.pure import ITEM, KINDS
from yiwang.engines.catalog.tests.factories import limit, worked_example, write
from yiwang.loader import PARAMETER, load


def _city(folder, adapt):
    write(folder / "tiny", worked_example())
    city = {"pack.yaml": {"id": "city", "version": "1", "title": "城", "extends": "tiny"}}
    write(folder / "city", {**city, "items/a/hygiene.yaml": {"adapt": adapt}})
    return load(folder / "city", (PARAMETER, *KINDS))


def test_limits_visits_and_materials_may_be_relaxed(tmp_path):
    relaxed = [
        {"party": "shop", "material": "floor_plan", "exempt": "tolerance"},
        {"party": "shop", "material": "health_certificate", "drop": "true"},
    ]
    result = _city(tmp_path, {"promised": limit("2个工作日"), "materials": relaxed})
    assert result.problems == []
    item = result.world.get(ITEM, "hygiene")
    assert item.days == 2
    exempt = {line.material: line.exempt for line in item.materials}
    assert exempt["floor_plan"] == "tolerance"
    assert "health_certificate" not in exempt


def test_materials_may_not_be_added(tmp_path):
    result = _city(tmp_path, {"materials": [{"party": "shop", "material": "sign_design"}]})
    (problem,) = [p for p in result.problems if p.code == "item.adapt"]
    assert "调整时不能增加材料" in problem.what
    assert problem.file.endswith("city/items/a/hygiene.yaml")


def test_an_adapted_promise_is_still_checked_against_the_law(tmp_path):
    result = _city(tmp_path, {"promised": limit("30个工作日")})
    assert [p.code for p in result.problems] == ["item.promise_longer"]
