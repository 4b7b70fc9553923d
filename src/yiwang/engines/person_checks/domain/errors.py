"""What can stand in the way of a check; each sentence says how to go on."""


class CheckRefused(ValueError):
    """It cannot be begun, or nothing is known of it; the sentence says why and what to do."""


class NoProvider(RuntimeError):
    """No provider is bound, or the pack has no rules for checks."""

    def __init__(self) -> None:
        super().__init__("本站没有开通网上核验本人；请到窗口当面签名，工作人员看证件，不用刷脸。")
