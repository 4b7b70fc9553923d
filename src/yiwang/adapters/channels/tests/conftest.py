"""The demo city in force."""

from yiwang.engines.applications.tests.conftest import city, city_for_all

__all__ = ["city", "city_for_all"]
