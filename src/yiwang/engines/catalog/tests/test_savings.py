"""A city's saving: by published themes only, equally and by volume; everything else is called model."""

from datetime import date

from yiwang.engines.catalog.pure import Catalogue, savings
from yiwang.engines.catalog.tests.factories import loaded

DAY = date(2026, 11, 23)


def _savings(folder, change=None):
    result = loaded(folder, change)
    assert result.world is not None, [problem.sentence() for problem in result.problems]
    return savings(Catalogue.of(result.world), DAY)


def test_a_theme_is_as_weak_as_its_weakest_item(tmp_path):
    (theme,) = _savings(tmp_path)["themes"]
    assert theme["statuses"]["theme"] == "published"
    assert theme["statuses"]["weakest"] == "assumed"


def test_without_published_themes_the_headline_is_empty_not_zero(tmp_path):
    told = _savings(tmp_path)
    assert told["city"]["themes"] == 0
    assert told["city"]["equal"]["materials"]["before"] is None
    assert told["model"]["equal"]["materials"] == {
        "before": 19.0,
        "after": 6.0,
        "asked": 6.0,
        "saving": 0.6842,
    }


def _two_published(files):
    for name in ("registration", "seal", "hygiene", "sign"):
        item = files[f"items/a/{name}.yaml"]
        for part in (item, item["promised"], item["statutory"]):
            part["status"] = "published"
        for part in (item["promised"], item["statutory"]):
            part["checked_on"] = "2026-11-01"
    small = {**files["themes/barber.yaml"], "members": files["themes/barber.yaml"]["members"][:1]}
    files["themes/small.yaml"] = {key: value for key, value in small.items() if key != "typical"}
    files["demo/volumes/v.csv"] = "theme,applications,period\nbarber,1,年\nsmall,3,年\n"


def test_equal_weight_and_volume_are_different_averages(tmp_path):
    city = _savings(tmp_path, _two_published)["city"]
    assert city["themes"] == 2
    # barber 19 → 6, small 3 → 2
    assert city["equal"]["materials"] == {"before": 11.0, "after": 4.0, "asked": 4.0, "saving": 0.6364}
    assert city["volume"]["materials"] == {"before": 7.0, "after": 3.0, "asked": 3.0, "saving": 0.5714}


def test_published_figures_of_a_city_are_reference_only(tmp_path):
    def change(files):
        value = {"value": "63", "source": "公开报道", "status": "compiled"}
        title = {"title": "公布的材料压减", "type": "decimal", "unit": "%"}
        files["parameters/reference_materials.yaml"] = {**title, "values": {"2020-12-01": value}}

    told = _savings(tmp_path, change)
    assert told["reference"]["materials"]["value"] == "63"
    assert told["city"]["themes"] == 0


def _with_reference(files):
    for name, value in (("before_side_ratio", "1.25"), ("reference_materials_before", "12.7")):
        held = {"value": value, "source": "公开报道", "status": "compiled"}
        files[f"parameters/{name}.yaml"] = {"title": name, "type": "decimal", "values": {"2020-12-01": held}}


def test_a_side_before_that_looks_padded_is_warned_of(tmp_path):
    (warning,) = _savings(tmp_path, _with_reference)["warnings"]
    assert (warning["theme"], warning["measure"], warning["before"]) == ("barber", "materials", 19)


def test_without_published_averages_nothing_is_warned_of(tmp_path):
    assert _savings(tmp_path)["warnings"] == []
