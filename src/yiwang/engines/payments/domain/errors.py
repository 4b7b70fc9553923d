"""What can stand in the way of paying and refunding; each sentence says how to go on."""


class PaymentRefused(ValueError):
    """It cannot be done as asked; the sentence says why and what to do."""


class ChargeNotVisible(LookupError):
    """There is no such charge for this hat; whether there is one at all is not told."""

    def __init__(self) -> None:
        super().__init__("没有这笔费用，或者您当前的身份无权查看。请核对链接，或切换身份后再试。")


class NoProvider(RuntimeError):
    """No provider is bound."""

    def __init__(self) -> None:
        super().__init__("本站没有开通网上缴费；请到窗口缴费，或联系受理单位。")


class ReceiptPending(RuntimeError):
    """The e-receipt is not made out yet; the outbox asks again."""
