"""What a pack says about a paper: ``papers/<id>.yaml`` beside its typst template ``papers/<id>.typ``.

The YAML states the data contract. Data that does not keep it never reaches the template, and the sample in
it must keep it too, so a template is tried before anybody relies on it.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from yiwang.foundations.papers.domain.contract import Shape, contract_problems, prepared
from yiwang.loader import PARAMETER, Complaint, Definition, Kind, Part, Ref, World

FOLDER = "papers"

REFUSAL_FIELDS = ("facts", "basis", "remedy.review_body", "remedy.review_period")
"""What a refusal must say: what was found, on what law, and where and until when it can be contested."""

GRANT_FIELDS = ("amount", "period", "basis", "remedy.review_body", "remedy.review_period")
"""What a grant must say: what is given, from when and how long, on what law, and where and until when to contest it."""

REMEDY_PARAMETERS = ("review_body", "review_period", "suit_court", "suit_period")
"""Parameters (text) from which a decision takes its remedies where the item names none of its own."""


class PaperField(Part):
    """One field of a paper's data.

    Attributes:
        label: what people call it.
        type: ``qr`` is a text that is drawn as a QR code, ``barcode`` one drawn as Code 128; ``record`` and ``list``
            have fields of their own.
        required: an empty value is as good as none.
        of: the fields of a record, or of each row of a list; a list without them is a list of texts.
    """

    label: str
    type: Literal["text", "date", "int", "bool", "qr", "barcode", "record", "list"] = "text"
    required: bool = True
    of: dict[str, "PaperField"] = Field(default_factory=dict)

    def shape(self) -> Shape:
        """The field as the contract sees it."""
        return Shape(
            self.label, self.type, self.required, {name: field.shape() for name, field in self.of.items()}
        )


class Paper(Definition):
    """A paper that the platform sets and, where ``sealed``, stamps.

    Attributes:
        title: its name as printed.
        like: another paper whose template and fields it uses; only the title differs.
        fields: the data contract.
        sample: data that keeps it, for checks and previews; always printed as 演示.
        sealed: whether it is stamped with the seal of the issuing body.
        source: the rule or form it follows.
        kind: ``refusal`` says no to somebody (不予受理, 不予许可, 不予给付 …);
            it must carry what ``REFUSAL_FIELDS`` lists. ``grant`` gives somebody a benefit (给付决定) and must carry
            what ``GRANT_FIELDS`` lists. ``proof`` tells of a service that was done and is not served
            itself.
    """

    title: str
    kind: Literal["", "refusal", "grant", "proof"] = ""
    like: Annotated[str, Ref("paper")] | None = None
    fields: dict[str, PaperField] = Field(default_factory=dict)
    sample: dict[str, Any] = Field(default_factory=dict)
    sealed: bool = True
    source: str = ""

    def base(self, world: World) -> "Paper":
        """The paper whose template and fields this one uses: itself, or what it is ``like``."""
        return world.get(PAPER, self.like) if self.like else self

    def template(self) -> str:
        """Path of its template among the pack's assets."""
        return f"{FOLDER}/{self.id}.typ"

    def contract(self) -> Shape:
        """The contract of its data as a whole."""
        return Shape(self.title, "record", True, {name: field.shape() for name, field in self.fields.items()})


def paper_complaints(paper: Paper, world: World) -> Iterable[Complaint]:
    """What is wrong with a paper: no template, packages from the net, a sample that breaks the contract."""
    if paper.like:
        yield from _like_complaints(paper, world)
        return
    if paper.template() not in world.assets:
        yield Complaint(
            f"缺少模板 {paper.template()}。", "请在同一文件夹放入同名的 .typ 文件。", "paper.no_template"
        )
    elif b"@preview" in world.asset(paper.template()):
        yield Complaint("模板引用了网上的软件包。", "请只用 lib.typ 中的函数。", "paper.package")
    yield from _sample_complaints(paper)
    yield from _decision_complaints(paper, world)


MUST_SAY = {"refusal": (REFUSAL_FIELDS, "拒绝申请"), "grant": (GRANT_FIELDS, "给付待遇")}


def _decision_complaints(paper: Paper, world: World) -> Iterator[Complaint]:
    """A refusal without grounds, a grant that does not say what, or one that cannot be contested, is never set."""
    fields, does = MUST_SAY.get(paper.kind, ((), ""))
    for name in fields:
        if not _is_required(paper, name):
            what = f"文书“{paper.title}”是{does}的文书，却没有必填的栏目 {name}。"
            mend = f"在 fields 里写上 {name}，不要写 required: false。"
            yield Complaint(what, mend, f"paper.{paper.kind}", ("fields",))
    if fields:
        yield from _remedy_complaints(paper, world)


def _remedy_complaints(paper: Paper, world: World) -> Iterator[Complaint]:
    for parameter in REMEDY_PARAMETERS if PARAMETER.name in world.kinds else ():
        if world.find(PARAMETER, parameter) is None:
            what = f"文书“{paper.title}”要告知救济途径，包里却没有参数 {parameter}。"
            yield Complaint(what, f"写 parameters/{parameter}.yaml，连同出处。", "paper.remedy", ("kind",))


def _is_required(paper: Paper, name: str) -> bool:
    """Whether a field, or a field of a record, must always be filled."""
    fields, found = paper.fields, None
    for part in name.split("."):
        found = fields.get(part)
        if found is None or not found.required:
            return False
        fields = found.of
    return found is not None


def _like_complaints(paper: Paper, world: World) -> Iterator[Complaint]:
    base = world.find(PAPER, paper.like or "")
    if base is not None and base.like:
        yield Complaint(
            f"“{paper.like}”自己也是照别的文书做的。", f"请写 like: {base.like}。", "paper.like", ("like",)
        )
    if paper.fields:
        yield Complaint("写了 like 就不能再写 fields。", "请删去其中一个。", "paper.like", ("fields",))


def _sample_complaints(paper: Paper) -> Iterator[Complaint]:
    for problem in contract_problems(paper.contract(), prepared(paper.contract(), paper.sample)):
        yield Complaint(problem, "请改正 sample，或放宽 fields。", "paper.sample", ("sample",))


PAPER = Kind("paper", "papers/*.yaml", Paper, check=paper_complaints, word="文书")
