"""What is said when somebody may not see or tell a status."""


class TellingNotVisible(Exception):
    """No such status, or not this hat's: no difference is told."""

    def __init__(self) -> None:
        super().__init__("没有这一条回传的状态，或者不在您现在岗位的范围内。")


class TellingRefused(Exception):
    """An act that cannot be done; the sentence says why and what to do instead."""
