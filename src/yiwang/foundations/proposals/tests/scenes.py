"""A kind of scenario for these tests: a text, and what it must say."""

from yiwang.loader import PARAMETER, TEXT, Complaint, Definition, Kind, Outcome, text_in


class Scene(Definition):
    """What texts must say."""

    says: dict[str, str]


SCENARIO = Kind("scene", "scenes/*.yaml", Scene, live=True, order=200, word="情景")
KINDS = (PARAMETER, TEXT, SCENARIO)


def run_scenario(scene, world):
    """One outcome for each text."""
    for key, said in scene.says.items():
        held = text_in(world, key, "zh-Hans")
        wrong = () if held == said else (Complaint(f"“{key}”是“{held}”。", f"应是“{said}”。", "scene.says"),)
        yield Outcome(f"{key}说{said}", wrong)
