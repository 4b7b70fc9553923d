"""The demo city in force, as the tests of applications have it."""

from yiwang.engines.applications.tests.conftest import city

__all__ = ["city"]
