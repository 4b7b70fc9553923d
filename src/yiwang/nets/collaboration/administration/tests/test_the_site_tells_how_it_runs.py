"""The system administrator sees what is applied, what changed, and whether everything runs."""

import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from yiwang.foundations.organisations.tests.factories import city
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.loader import World
from yiwang.loader.freeze import content_hash, plain
from yiwang.nets.collaboration.administration.selectors import last_sealed


def frozen(world):
    """The small city as the loader would give it: with hashes and origins."""
    from yiwang.loader import Origin

    held = {kind: dict(world.all(kind)) for kind in world.kinds}
    hashes = {k: {i: content_hash(plain(one)) for i, one in found.items()} for k, found in held.items()}
    origins = {(k, i): Origin("small", f"{k}.yaml", 1) for k, found in held.items() for i in found}
    return World(world.pack, held, origins=origins, hashes=hashes)


@pytest.fixture
def releases(people):
    whole = city().get("organisations", "organisations").model_dump(mode="json")
    first = release_apply(frozen(city()))
    whole["functions"]["tax"] = "税务"
    second = release_apply(frozen(city(functions=whole["functions"])))
    yield first, second
    forget_current()


def test_what_is_applied_is_told_with_counts_and_where_it_was_written(releases, enter):
    client = enter("system")
    page = client.get(reverse("administration:releases")).content.decode()
    assert "小城" in page
    assert "区划" in page
    listed = client.get(
        reverse("administration:definitions", args=[releases[1].pk, "division"])
    ).content.decode()
    assert "端州区" in listed
    assert "small · division.yaml:1" in listed


def test_the_difference_between_two_releases_is_told_in_sentences(releases, enter):
    asked = {"from": releases[0].pk, "to": releases[1].pk}
    page = enter("system").get(reverse("administration:changes"), asked).content.decode()
    assert "税务" in page
    same = {"from": releases[1].pk, "to": releases[1].pk}
    assert "完全相同" in enter("system").get(reverse("administration:changes"), same).content.decode()


@pytest.mark.parametrize("asked", [{}, {"from": "x", "to": "1"}, {"from": "99999999", "to": "99999999"}])
def test_a_release_that_is_none_is_not_found(site, enter, asked):
    assert enter("system").get(reverse("administration:changes"), asked).status_code == 404


def test_a_site_without_worker_and_without_release_says_so(site, enter):
    client = enter("system")
    assert "没有后台任务在运行" in client.get(reverse("administration:health")).content.decode()
    assert "还没有应用任何包" in client.get(reverse("administration:releases")).content.decode()


def test_key_usage_is_counted_on_demand(site, enter):
    client = enter("system")
    assert "<code>k1</code>" not in client.get(reverse("administration:health")).content.decode()
    assert "<code>k1</code>" in client.get(reverse("administration:health"), {"keys": 1}).content.decode()


def test_the_last_seal_is_read_from_outside_even_if_its_line_was_cut_off(tmp_path):
    path = tmp_path / "seals.ndjson"
    assert last_sealed(path) is None
    line = json.dumps({"at": "2026-11-20T02:00:00+00:00"})
    path.write_text(f'{line}\n{{"at": "2026-11-2')
    assert last_sealed(path) == datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
