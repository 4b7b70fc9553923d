"""What can stand in the way of meeting by video; each sentence says how to go on."""


class VideoRefused(ValueError):
    """It cannot be done now; the sentence says why and what to do."""


class VideoNotVisible(LookupError):
    """There is no such session for this hat; whether there is one for others is not said."""

    def __init__(self) -> None:
        super().__init__("没有这次视频办，或者您无权查看；请核对地址，或者换用有权限的身份。")


class NoProvider(RuntimeError):
    """No provider is bound."""

    def __init__(self) -> None:
        super().__init__("本站没有开通视频办；请到窗口，或者拨打窗口电话，不用重新填写。")
