"""What is said when something about an application cannot be done."""

from collections.abc import Mapping, Sequence


class DraftNotFound(Exception):
    """There is no such draft, or it is not this actor's; both look the same from outside."""

    def __init__(self) -> None:
        super().__init__("找不到这份申请，或者您现在的身份不能查看它。")


class NotForThisHat(Exception):
    """The actor's hat may not apply: a stranger, or staff."""

    def __init__(self) -> None:
        super().__init__("请先以本人或所代表的单位的身份登录，再开始申请。")


class TargetUnknown(Exception):
    """There is no such theme or item."""

    def __init__(self, target: str) -> None:
        super().__init__(f"没有“{target}”这件事，可能已经下线；请回到首页重新查找。")


class ThemeEnded(TargetUnknown):
    """The theme is not begun any more; the sentence says since when and what to do instead."""

    def __init__(self, said: str) -> None:
        Exception.__init__(self, said)


class DraftClosed(Exception):
    """The draft was handed in or given up before."""

    def __init__(self, state: str) -> None:
        word = (
            "已经提交，不能再修改；要补充或撤回，请到“我的办件”"
            if state == "submitted"
            else "已经放弃，请重新开始"
        )
        super().__init__(f"这份申请{word}。")


class FieldsRefused(Exception):
    """Values that cannot be taken: key → sentence."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("有几处需要改一改：" + " ".join(fields.values()))
        self.fields = dict(fields)


class DraftIncomplete(Exception):
    """It cannot be handed in yet: key → sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("还不能提交：" + " ".join(problems.values()))
        self.problems = dict(problems)


class ShownChanged(Exception):
    """What the applicant saw is no longer what would be handed in; he is to look and confirm."""

    def __init__(self, changes: Sequence[str], shown_hash: str) -> None:
        said = " ".join(changes) or "填写的内容或依据有变化。"
        super().__init__(f"您填写期间，这件事的要求有变化：{said}请核对后再次确认。")
        self.changes = tuple(changes)
        self.shown_hash = shown_hash


class SignatureMissing(Exception):
    """Somebody has not signed, refused, or signed something else than what is there now."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))


class PersonUnchecked(Exception):
    """Whoever signs online has not been checked to be that person, or that was too long ago."""

    def __init__(self, state: str) -> None:
        said = {
            "expired": "核验本人的结果已经过了有效时间",
            "failed": "核验本人没有通过",
            "asked": "核验本人的结果还没有收到",
        }
        super().__init__(
            f"{said.get(state, '在网上签名前要先核验本人')}，还没有签名；请在这一页核验，"
            "或者到窗口当面签名，工作人员看证件，不用刷脸。您填的内容都在。"
        )


class NotYours(Exception):
    """The actor may look at the draft but this part belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__("这一部分由其他当事人填写或确认，您不能代替。")


class NoDecidingUnit(Exception):
    """Nobody decides on an item for this place."""

    def __init__(self, item: str) -> None:
        super().__init__(f"按您填写的地址，没有找到办理“{item}”的单位；请核对所在区划，或拨打咨询电话。")


class MayNotReceive(Exception):
    """A counter that an item is not handed in at, or not for this place."""

    def __init__(self, unit: str, item: str) -> None:
        super().__init__(
            f"“{item}”不能在{unit}收件：不在它的收件范围，或者不归它所在的地方管。"
            "请按办事指南上的地点递交，或者由申请人在网上提交。"
        )


class OnlyInPresence(Exception):
    """An item that is handed in at a counter only."""

    def __init__(self, item: str) -> None:
        super().__init__(f"“{item}”只能当面递交，不能在网上提交。请带证件和材料到办事指南上写的窗口。")


class NotMandated(Exception):
    """The mandate under which the actor acts does not reach an item."""

    def __init__(self, item: str) -> None:
        super().__init__(f"您受托的范围不包括“{item}”；请委托人扩大委托，或由委托人本人提交。")
