"""App configuration of proposals."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """修改建议."""

    name = "yiwang.foundations.proposals"
    label = "fnd_proposals"
    verbose_name = "修改建议"
