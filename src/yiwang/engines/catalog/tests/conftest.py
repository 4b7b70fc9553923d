"""The worked example as a catalogue, loaded once."""

import pytest

from yiwang.engines.catalog.pure import Catalogue
from yiwang.engines.catalog.tests.factories import loaded


@pytest.fixture(scope="session")
def tiny(tmp_path_factory) -> Catalogue:
    result = loaded(tmp_path_factory.mktemp("tiny"))
    assert result.world is not None, [problem.sentence() for problem in result.problems]
    return Catalogue.of(result.world)
