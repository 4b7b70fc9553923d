"""What can go wrong with external steps, as errors whose text is the sentence for its reader."""


class ExternalNotVisible(LookupError):
    """There is no such external step for this actor; whether it exists for others is not said."""

    def __init__(self) -> None:
        super().__init__("没有这个外部环节，或者您无权查看；请核对编号，或者换用有权限的身份。")


class ExternalRefused(Exception):
    """Something that cannot be done with an external step; the text says why and what would mend it."""


class NoGateway(Exception):
    """No adapter speaks to this system."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"“{title}”还没有接通；请系统管理员绑定它的适配器，这之前能在本站办的，请在本站直接办理。"
        )
