"""A pack's own tests, in sentences: ``scenarios/<id>.yaml``, run by ``yiwang pack test``.

The kind and its runner are composed here of the apps' pure cores and handed to the loader as arguments.
"""

from yiwang.loader import Kind

from .compiling import run_scenario
from .definition import Expected, Flow, Given, Scenario, ScenarioFile, check_scenarios

SCENARIO = Kind(
    "scenario",
    "scenarios/*.yaml",
    ScenarioFile,
    check=check_scenarios,
    live=True,
    order=200,
    word="情景",
)
"""情景: what a pack promises, as given and expected."""

__all__ = [
    "SCENARIO",
    "Expected",
    "Flow",
    "Given",
    "Scenario",
    "ScenarioFile",
    "check_scenarios",
    "run_scenario",
]
