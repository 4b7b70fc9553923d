"""Relations between tables, and dependencies between migrations, point down like imports do.

Import contracts do not see a foreign key written as a string, nor a migration's dependencies; this does.
"""

import importlib
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[2]


def contracts():
    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract for contract in found}


def ranks():
    """Rank by module prefix, low is down; taken from the import contracts, so that there is one truth."""
    orders = [("yiwang", "storeys"), ("yiwang.engines", "engines"), ("yiwang.foundations", "foundations")]
    return {
        f"{container}.{name.strip()}": rank
        for container, contract in orders
        for rank, layer in enumerate(reversed(contracts()[contract]["layers"]))
        for name in layer.split("|")
    }


RANKS = ranks()


def rank(app):
    """The place of an app as a pair that compares: its storey, then its rank in the storey."""
    parts = app.split(".")
    return RANKS[".".join(parts[:2])], RANKS.get(".".join(parts[:3]), 0)


def app_of(module):
    """The app a module belongs to; None for what is not ours."""
    owners = [config.name for config in apps.get_app_configs() if config.name.startswith("yiwang.")]
    return next((name for name in owners if module == name or module.startswith(f"{name}.")), None)


def climbs(here, there):
    """Whether an arrow from one app to another points up or sideways."""
    return bool(here and there and here != there and rank(there) >= rank(here))


def relations():
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model:
                yield model, field


def test_no_relation_climbs():
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in relations()
        if climbs(app_of(model.__module__), app_of(field.related_model.__module__))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_migration_depends_upward():
    labels = {config.label: config.name for config in apps.get_app_configs()}
    wrong = [
        f"{key} -> {needed}"
        for key, migration in MigrationLoader(None).disk_migrations.items()
        for needed in migration.dependencies
        if climbs(app_of(labels[key[0]]), app_of(labels.get(needed[0], "")))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("here", "there", "wrong"),
    [
        ("yiwang.foundations.audit", "yiwang.engines.cases", True),
        ("yiwang.engines.cases", "yiwang.foundations.audit", False),
        ("yiwang.foundations.files", "yiwang.foundations.people", True),
        ("yiwang.foundations.keys", "yiwang.foundations.outbox", True),
        ("yiwang.engines.licences", "yiwang.engines.cases", True),
        ("yiwang.nets.service.portal", "yiwang.nets.collaboration.desk", True),
        ("yiwang.nets.service.portal", "yiwang.engines.cases", False),
        ("yiwang.engines.cases", "yiwang.engines.cases", False),
    ],
)
def test_the_order_is_the_one_of_the_contracts(here, there, wrong):
    assert climbs(here, there) is wrong


def test_every_app_has_a_rank_and_a_prefixed_label():
    prefixes = {"foundations": "fnd_", "engines": "eng_", "faces": "fac_", "adapters": "ada_"}
    nets = {"service": "svc_", "governance": "gov_", "collaboration": "col_"}
    for config in apps.get_app_configs():
        parts = config.name.split(".")
        if parts[0] != "yiwang" or parts[1] in {"web", "site"}:
            continue
        rank(config.name)
        wanted = nets[parts[2]] if parts[1] == "nets" else prefixes[parts[1]]
        assert config.label.startswith(wanted), config.name
        importlib.import_module(config.name)
