"""Import-linter contract types of our own."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules


class FrontDoorContract(Contract):
    """A module may enter another app only through that app's front doors."""

    type_name = "front_door"

    apps = fields.ListField(subfield=fields.ModuleExpressionField())
    doors = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """List every import that enters an app elsewhere than at a door."""
        expressions = self.apps
        apps = {
            m.name
            for m in module_expressions_to_modules(graph=graph, expressions=expressions, as_packages=False)
        }
        broken = [pair for importer in sorted(graph.modules) for pair in self._entries(graph, apps, importer)]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _entries(self, graph: ImportGraph, apps: set[str], importer: str) -> list[tuple[str, str]]:
        if ".tests" in importer or ".migrations" in importer:
            return []
        here = _owner(apps, importer)
        imported = sorted(graph.find_modules_directly_imported_by(importer))
        return [(importer, name) for name in imported if self._is_wrong(_owner(apps, name), here, name)]

    def _is_wrong(self, owner: str | None, here: str | None, name: str) -> bool:
        return owner is not None and owner != here and name not in {f"{owner}.{door}" for door in self.doors}

    def render_broken_contract(self, check: Any) -> None:
        """Say who enters where, and which door to use."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} enters {imported}; use its public or pure module.")


def _owner(apps: set[str], module: str) -> str | None:
    return next((app for app in apps if module == app or module.startswith(app + ".")), None)
