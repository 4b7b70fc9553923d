"""The demo city in force, with its committees and its people."""

from yiwang.engines.applications.tests.conftest import city, city_for_all

__all__ = ["city", "city_for_all"]
