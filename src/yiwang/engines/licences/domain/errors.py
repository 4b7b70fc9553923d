"""What can stand in the way of an act on a licence; each sentence says how to go on."""


class LicenceRefused(ValueError):
    """The act is not possible as asked; the sentence says why and how to mend it."""


class LicenceNotVisible(LookupError):
    """There is no such licence for this hat; whether there is one at all is not told."""

    def __init__(self) -> None:
        super().__init__("没有找到这张证照，或者您当前的身份无权办理。请核对链接，或切换身份后再试。")


class LicenceNotVerified(LookupError):
    """A stranger's code or token proves nothing.

    Attributes:
        reason: ``unknown``, ``used`` or ``expired``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(_SENTENCES.get(reason, _SENTENCES["unknown"]))
        self.reason = reason


_SENTENCES = {
    "unknown": "核验不通过：没有对应的证照。请核对核验码，或请持证人重新亮证。",
    "used": "这个二维码已经核验过一次，不能再用。请持证人重新亮证。",
    "expired": "这个二维码已经失效。请持证人重新亮证后马上扫码。",
}
