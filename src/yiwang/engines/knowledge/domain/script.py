"""What a script says (口径): a question as people ask it, the answer to be read out, and how long it holds."""

from dataclasses import dataclass
from datetime import date

from yiwang.kernel.ids import secrets_in

from .errors import KnowledgeRefused

SEAT, EVERYBODY = "seat", "public"
"""Who may read a script: those at work only, or everybody."""

STATUSES = ("published", "compiled", "assumed")


@dataclass(frozen=True)
class Script:
    """A script as it is proposed.

    Attributes:
        question: as people ask it.
        answer: what is said.
        words: other words that people use for it, separated by spaces.
        category: of the demands it answers; "" for any.
        audience: ``SEAT`` or ``EVERYBODY``.
        valid_from, valid_until: the days on which it holds; None without an end.
        review_on: when somebody has to read it again; None lets the rules say.
        source: the text it follows, with article; ``status`` how well it is grounded, as everywhere in a pack.
        text_version, checked_on: which text was compared with it, and when; only then may it be ``published``.
    """

    question: str
    answer: str
    words: str = ""
    category: str = ""
    audience: str = SEAT
    valid_from: date | None = None
    valid_until: date | None = None
    review_on: date | None = None
    source: str = ""
    status: str = "assumed"
    text_version: str = ""
    checked_on: date | None = None


def script_check(script: Script, *, longest: int) -> None:
    """Refuse what may not be kept: no question or answer, a person's number, days that contradict, an unchecked law.

    Raises:
        KnowledgeRefused: with the field that has to be mended.
    """
    _texts(script, longest)
    if script.audience not in (SEAT, EVERYBODY):
        raise KnowledgeRefused("请选给谁看。", "audience")
    if script.valid_from and script.valid_until and script.valid_until < script.valid_from:
        raise KnowledgeRefused("失效日期早于生效日期，请核对。", "valid_until")
    if script.status not in STATUSES:
        raise KnowledgeRefused("请选依据核对到什么程度。", "status")
    if not script.source.strip():
        raise KnowledgeRefused("请写依据：哪个文件的哪一条；没有文件的写清是哪个单位的做法。", "source")
    if script.status == "published" and not (script.text_version and script.checked_on):
        raise KnowledgeRefused(
            "标为“已公布”的，要写核对的是哪个文本、哪一天核对；没有核对的请选“据资料整理”。", "text_version"
        )


def _texts(script: Script, longest: int) -> None:
    named = (
        ("question", script.question, "请写问题，按来电人会怎样问来写。"),
        ("answer", script.answer, "请写答复。"),
    )
    for field, said, sentence in named:
        if not said.strip():
            raise KnowledgeRefused(sentence, field)
    for field, said in (*((name, text) for name, text, _ in named), ("words", script.words)):
        if len(said) > longest:
            raise KnowledgeRefused(f"最多写 {longest} 字，请写得短一些。", field)
        if secrets_in(said):
            raise KnowledgeRefused("口径里有个人的证件号码或者手机号，请去掉；口径不写任何人的信息。", field)
