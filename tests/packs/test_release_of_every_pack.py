"""Every pack in the repository can be applied to an empty database, and comes back equal."""

from pathlib import Path

import pytest

from yiwang.foundations.releases.public import release_apply, world
from yiwang.loader import load
from yiwang.site.kinds import KINDS

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
@pytest.mark.parametrize("pack", sorted(path.parent.name for path in (ROOT / "packs").glob("*/pack.yaml")))
def test_applied_and_rebuilt(pack):
    before = load(ROOT / "packs" / pack, KINDS).world
    first = release_apply(before)
    after = world()
    assert after.manifest() == before.manifest()
    for kind in KINDS:
        assert list(after.all(kind).items()) == list(before.all(kind).items())
    assert {path: after.asset(path) for path in after.assets} == {
        path: before.asset(path) for path in before.assets
    }
    assert release_apply(after).pk == first.pk
