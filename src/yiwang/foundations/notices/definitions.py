"""What a pack says about a notice: ``notices/<id>.yaml``."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from yiwang.foundations.notices.domain.filling import holes_in
from yiwang.kernel.ids import secrets_in
from yiwang.loader import Complaint, Definition, Kind, World

Channel = Literal["in_app", "email", "sms"]
About = Literal["case", "due", "money", "voice", "account", "other"]


class NoticeTemplate(Definition):
    """A notice in words.

    Attributes:
        title: one line; every value in it must be given.
        body: sentences; one with a missing value is left out.
        sms: sentences of the text message; none: no text message.
        channels: ways it goes; ``in_app`` always.
        fields: values that its words may use, with what they are.
        link: address within the site, e.g. ``/my/{case_id}``.
        is_urgent: does not wait for quiet hours to end.
        about: what it is about, by which its readers sift their list.
        by_letter: whether it is brought by letter or visit to who has no phone and agreed to nothing electronic.
    """

    title: str
    body: tuple[str, ...] = Field(min_length=1)
    sms: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ("in_app",)
    fields: dict[str, str] = Field(default_factory=dict)
    link: str = ""
    is_urgent: bool = False
    by_letter: bool = True
    about: About = "other"


def notice_complaints(template: NoticeTemplate, world: World) -> Iterable[Complaint]:
    """What is wrong with a template: values nobody declared, numbers in its words.

    A text message without words.
    """
    words = {"title": (template.title,), "body": template.body, "sms": template.sms, "link": (template.link,)}
    for place, sentences in words.items():
        for unknown in sorted(set().union(*map(holes_in, sentences)) - template.fields.keys()):
            yield Complaint(
                f"用了没有声明的 {{{unknown}}}。", "请在 fields 中写明它是什么。", "notice.hole", (place,)
            )
        if any(secrets_in(sentence) for sentence in sentences):
            yield Complaint("文字里有证件号码或手机号。", "请删去。", "notice.secret", (place,))
    if "sms" in template.channels and not template.sms:
        yield Complaint(
            "要发短信，却没有短信内容。", "请写 sms，或从 channels 中去掉。", "notice.sms", ("sms",)
        )


NOTICE_TEMPLATE = Kind(
    "notice_template", "notices/*.yaml", NoticeTemplate, check=notice_complaints, live=True, word="通知"
)
