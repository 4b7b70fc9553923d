"""What is said when something about a call cannot be done."""


class CallRefused(Exception):
    """An act that cannot be done; the sentence says why and what to do instead."""


class CallNotVisible(Exception):
    """There is no such call, or it is not this hat's; both look the same from outside."""

    def __init__(self) -> None:
        super().__init__("没有这个来电，或者不归您现在的岗位。")
