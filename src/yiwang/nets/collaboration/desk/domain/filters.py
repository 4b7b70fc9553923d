"""What a list of tasks is narrowed to, as it stands in the address: a list can be kept as a bookmark and passed on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from yiwang.engines.cases.public import Whose
from yiwang.kernel.lights import Light

WHOSE: tuple[Whose, ...] = ("mine", "free", "")


@dataclass(frozen=True)
class Filters:
    """One narrowing of the list; what is empty narrows nothing."""

    light: Light | None = None
    step: str = ""
    whose: Whose = ""
    unit: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, Any], steps: Mapping[str, str]) -> "Filters":
        """What an address asks for; what it does not know is left out."""
        light = next((one for one in Light if one.key == asked.get("light")), None)
        whose: Whose = next((one for one in WHOSE if one == asked.get("whose")), "")
        step = asked.get("step", "")
        return cls(light, step if step in steps else "", whose, str(asked.get("unit", ""))[:96])

    def address(self, **changed: Any) -> str:
        """The same list with some of it changed, as the query of an address."""
        other = replace(self, **changed)
        words = {
            "whose": other.whose,
            "light": other.light.key if other.light else "",
            "step": other.step,
            "unit": other.unit,
        }
        return "?" + urlencode({key: value for key, value in words.items() if value})

    @property
    def asked(self) -> dict[str, Any]:
        """As the arguments of ``task_list``."""
        return {"light": self.light, "step": self.step, "whose": self.whose, "unit": self.unit}
