"""A tiny town in force, and the people who look after its definitions."""

from uuid import uuid4

import pytest
from django.utils import timezone

from yiwang.foundations.proposals.public import proposal_open, proposal_write
from yiwang.foundations.releases.public import release_apply
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.loader import load

from .scenes import KINDS

TEXTS = ("tinytown", "text/zh-Hans.yaml")
ZEBRA = "# 动物\nzebra: 斑马  # 黑白\napple: 苹果\n"
BIG = ZEBRA.replace("斑马", "大斑马")


def staff(label, unit, *words):
    """Somebody at work, with an account of his own."""
    return Actor(
        "staff", account_id=uuid4(), hat=f"post:{label}", hat_label=label, units=(unit,), unit=unit,
        roles=frozenset(f"definition.{word}" for word in words),
    )  # fmt: skip


OWNER = staff("园林局 事项负责人", "garden", "propose")
COLLEAGUE = staff("园林局 事项负责人乙", "garden", "propose")
NEIGHBOUR = staff("水务局 事项负责人", "water", "propose")
REVIEWER = staff("数据局 审核员", "digital", "review", "publish")
CHIEF = staff("数据局 科长", "digital", "publish")
LEGAL = staff("司法局 审核员", "justice", "confirm")
MANY_HATS = staff("什么都能做", "garden", "propose", "review", "confirm", "publish")
STRANGER = staff("审批员", "garden")
PEOPLE = {
    "owner": OWNER, "colleague": COLLEAGUE, "neighbour": NEIGHBOUR, "reviewer": REVIEWER, "chief": CHIEF,
    "legal": LEGAL, "stranger": STRANGER,
}  # fmt: skip


@pytest.fixture
def root(tmp_path):
    """The town's folder."""
    folder = tmp_path / "tinytown"
    for name in ("text", "parameters", "scenes"):
        (folder / name).mkdir(parents=True)
    (folder / "pack.yaml").write_text("id: tinytown\nversion: 1.0\ntitle: 小城\n")
    (folder / "text/zh-Hans.yaml").write_text(ZEBRA)
    (folder / "scenes/fruit.yaml").write_text("says: { apple: 苹果 }\n")
    return folder


@pytest.fixture
def town(root, settings):
    """The town in force."""
    settings.YIWANG_KINDS = "yiwang.foundations.proposals.tests.scenes.KINDS"
    settings.YIWANG_SCENARIOS = "yiwang.foundations.proposals.tests.scenes"
    return release_apply(load(root, KINDS).world)


def drafted(actor=OWNER, text=BIG, reason="叫得更准"):
    """A draft of that text."""
    now = timezone.now()
    with as_actor(actor):
        held = proposal_open(actor, title="斑马", now=now)
        return proposal_write(
            actor, held.pk, version=held.version, now=now, files={TEXTS: text}, reason=reason,
            subjects=[("text", "zh-Hans/zebra", "斑马")],
        )  # fmt: skip
