"""The demo city in force, with its scripts."""

from yiwang.engines.applications.tests.conftest import city

__all__ = ["city"]
