"""What is said when a rating cannot be taken."""


class RatingRefused(Exception):
    """A rating that cannot be taken, or an act on one; the sentence says why and what to do."""


class AlreadyRated(RatingRefused):
    """A second rating of the same case or event."""

    def __init__(self) -> None:
        super().__init__("这次服务已经评价过了，每次服务评价一次。还有不满意的，可以点页面下方的“办不成事”。")


class InvitationUnknown(RatingRefused):
    """No such invitation, or it has ended: no difference is told."""

    def __init__(self) -> None:
        super().__init__("这个评价链接已经失效或者不完整。可以登录后在“我的办件”里评价，或者到窗口评价。")


class NotForThisHat(RatingRefused):
    """The hat has not the right, or stands too near to what was rated."""

    def __init__(self) -> None:
        super().__init__("您现在的身份不能做这件事：没有相应的职责，或者与被评价的服务有关，需要回避。")
