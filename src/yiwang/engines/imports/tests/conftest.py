"""The place that leaves its old system, in force."""

import pytest

from yiwang.engines.imports.public import import_run, mapping_get
from yiwang.engines.imports.pure import table_of
from yiwang.foundations.releases.tests.standing import release_standing

from .old_city import CLERK, NOW, csv_bytes, mapping_text, old_place


@pytest.fixture(scope="module")
def old_standing(tmp_path_factory, django_db_setup, django_db_blocker):
    files = "\n  attachments: { column: 诉求, missing: warn }\n"
    database = 'kind: database, setting: YIWANG_IMPORT_OLD, query: "SELECT * FROM old_orders"'
    loaded = old_place(
        tmp_path_factory.mktemp("old"),
        old_sheet=mapping_text("旧表格", "kind: xlsx"),
        old_database=mapping_text("旧数据库", database),
        old_files=mapping_text("旧附件", more=files),
    )
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    with release_standing(django_db_blocker.unblock, loaded.world) as held:
        yield held


@pytest.fixture
def place(old_standing, db, tmp_path, settings):
    """It stands; what a test does to it is undone."""
    settings.YIWANG_DATA = tmp_path / "data"


@pytest.fixture
def run(place):
    """Import rows, as the clerk: by default those of the old orders."""

    def ran(*rows, mapping="old_orders", name="旧工单.csv", **options):
        held = mapping_get(mapping)
        table = table_of(csv_bytes(*rows), name, held)
        return import_run(CLERK, held, table, **{"now": NOW, **options})

    return ran
