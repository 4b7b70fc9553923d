"""What can stand in the way of handing over; each sentence says how to go on."""


class HandoverRefused(ValueError):
    """It cannot be done as asked; the sentence says why and what to do."""


class HandoverNotVisible(LookupError):
    """There is no such hand-over for this hat; whether there is one at all is not told."""

    def __init__(self) -> None:
        super().__init__("没有这件送达，或者您当前的身份无权办理。请核对链接，或切换身份后再试。")


class NoCarrier(RuntimeError):
    """No carrier is bound for a way."""

    def __init__(self) -> None:
        super().__init__("本站没有接通这种送达方式；请改为到窗口领取。")
