"""A picture of a case type, drawn from its definition: text in Mermaid's state diagram language."""

from .case_type import CaseType

SHAPE = {"open": "", "waiting": "（等待）", "final": "（终结）"}


def diagram_of(case_type: CaseType) -> str:
    """The states and the acts between them, as Mermaid text; acts that stay are left out."""
    lines = ["stateDiagram-v2"]
    lines += [f'  state "{held.label}{SHAPE[held.kind]}" as {key}' for key, held in case_type.states.items()]
    lines.append(f"  [*] --> {case_type.open.to}: {case_type.open.label}")
    lines += [
        line
        for act in case_type.acts.values()
        if act.to
        for line in _arrows(case_type, act.from_, act.to, act.label)
    ]
    lines += [f"  {key} --> [*]" for key, held in case_type.states.items() if held.kind == "final"]
    return "\n".join(lines) + "\n"


def _arrows(case_type: CaseType, froms: tuple[str, ...], to: str, label: str) -> list[str]:
    everywhere = [key for key, held in case_type.states.items() if held.kind != "final"]
    starts = everywhere if "*" in froms else list(froms)
    return [f"  {start} --> {to}: {label}" for start in starts]
