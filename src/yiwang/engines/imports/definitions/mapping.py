"""How a mapping is written: the source, its limits, and for cases or accounts what stands in which column."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from yiwang.engines.cases.pure import NoticeDefinition, UnitPartName
from yiwang.loader import Definition, Mistake, Part, Ref, Sourced, Status

Since = Literal["opened_at", "since"]


class Cell(Part):
    """One value: out of a column, or always the same.

    Attributes:
        column: heading of the column.
        value: what is taken without a column, or where the cell is empty.
        values: the other system's word → ours; a word that is not in it is rejected, so that nothing is guessed.
        required: an empty cell without ``value`` is rejected.
    """

    column: str = ""
    value: str = ""
    values: dict[str, str] = Field(default_factory=dict)
    required: bool = False

    @model_validator(mode="after")
    def _from_somewhere(self) -> "Cell":
        if not self.column and not self.value:
            raise Mistake("没有写 column，也没有写 value。", "写上列名（column），或者固定的值（value）。")
        if self.values and not self.column:
            raise Mistake("写了 values，却没有写 column。", "写上列名，或者去掉 values。")
        return self


class Source(Part):
    """Where rows are read.

    Attributes:
        kind: ``csv``, ``xlsx``, or ``database`` (speaks PostgreSQL's protocol).
        encoding: of a CSV file; ``auto`` tries UTF-8, then GB 18030.
        sheet: of a workbook; the first one if empty.
        query: of a database: one SELECT; it runs in a read-only transaction.
        setting: name of the environment variable with the address of the database; never the address itself.
    """

    kind: Literal["csv", "xlsx", "database"]
    encoding: Literal["auto", "utf-8", "gb18030"] = "auto"
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    sheet: str = ""
    query: str = ""
    setting: str = Field(default="", pattern=r"^(|YIWANG_IMPORT_[A-Z0-9_]+)$")

    @model_validator(mode="after")
    def _fits(self) -> "Source":
        if (self.kind == "database") != bool(self.query and self.setting):
            raise Mistake(
                "数据库来源要写 query 和 setting，别的来源都不写。",
                "写上查询语句，和存放数据库地址的环境变量名 YIWANG_IMPORT_…；地址和口令不写进包里。",
            )
        return self


class Most(Sourced):
    """A limit on what is read."""

    value: int = Field(ge=1)


class Limits(Part):
    """How much is read at most: rows, size of a file in KB, signs of a cell, size of an attachment in KB."""

    rows: Most
    kilobytes: Most
    cell: Most
    attachment_kilobytes: Most | None = None


class StateMapping(Part):
    """What a state of the other system is here.

    Attributes:
        state: our state.
        steps: steps whose tasks are open in it.
        clocks: clocks that run in it (in a final state: ran) → from when they count: ``opened_at`` or ``since``.
    """

    state: str
    steps: tuple[str, ...] = ()
    clocks: dict[str, Since] = Field(default_factory=dict)


class LimitMapping(Part):
    """A limit that the case brings along, in whole units, and where it is written."""

    cell: Cell
    unit: Literal["working_day", "day", "month", "year", "hour", "minute", "working_minute"] = "working_day"
    source: str
    status: Status = Status.ASSUMED


class PartyMapping(Part):
    """For whom the case is. A row without a number: no party, or (``provisional``) one known by name only."""

    kind: Literal["person", "organisation"] = "person"
    name: Cell
    id_kind: str = ""
    id_number: Cell | None = None
    phone: Cell | None = None
    part: str = "applicant"
    without_number: Literal["none", "provisional", "reject"] = "none"


class HistoryMapping(Part):
    """Something the other system knows to have happened; a row whose ``at`` is empty does not have it.

    Attributes:
        at: when.
        text: what those at work read, with ``{column}``.
        act: an act of the case type that it stands for; then figures by act count it.
        public: what the applicant reads, with ``{column}``.
    """

    at: Cell
    text: str
    act: str = ""
    public: str = ""


class AttachmentMapping(Part):
    """Files of a case: paths in a column, below the folder that the command names."""

    column: str
    separator: str = ";"
    label: str = "原系统附件"
    missing: Literal["reject", "warn"] = "reject"


class CaseMapping(Part):
    """What each row says of a case.

    Attributes:
        type: the case type, for all rows.
        number: the other system's number; kept, searched by, and imported once.
        since: when it got into its state; from the opening if absent.
        due_at: the other system's due date: compared, never taken; clocks count by our calendar.
        state, states: the column with the state, and what each is here.
        units: part → unit; ``main`` is needed.
        division: the place; that of the main unit's body if absent.
        limits: limits of the case's terms by name, as its type's clocks read them.
        flags: flags of its terms by name: 是 and 否, or texts.
        told: what the case's page says: label → value.
        form: entries of its form that conditions and figures read, by key.
        kept: fields that acts of its type keep, by key.
        tell: who is told of open cases, if the run is told to tell.
    """

    type: Annotated[str, Ref("case_type")]
    number: Cell
    title: Cell
    subject: Cell
    opened_at: Cell
    closed_at: Cell | None = None
    since: Cell | None = None
    due_at: Cell | None = None
    state: Cell
    states: dict[str, StateMapping]
    units: dict[UnitPartName, Cell]
    division: Cell | None = None
    limits: dict[str, LimitMapping] = Field(default_factory=dict)
    flags: dict[str, Cell] = Field(default_factory=dict)
    told: dict[str, Cell] = Field(default_factory=dict)
    form: dict[str, Cell] = Field(default_factory=dict)
    kept: dict[str, Cell] = Field(default_factory=dict)
    party: PartyMapping | None = None
    history: tuple[HistoryMapping, ...] = ()
    attachments: AttachmentMapping | None = None
    tell: tuple[NoticeDefinition, ...] = ()


class KnowledgeMapping(Part):
    """What each row says of a script (口径); every one waits for another person before it is told to anybody.

    Attributes:
        number: the other system's number; a script is imported once.
        division: code of the place it holds for; that of the body of who imports if absent.
        audience: ``seat`` or ``public``, by ``values``.
        source: the text it follows; ``status`` how well it is grounded, at most ``compiled``: nobody compared it.
    """

    number: Cell
    question: Cell
    answer: Cell
    words: Cell | None = None
    category: Cell | None = None
    audience: Cell | None = None
    division: Cell | None = None
    valid_from: Cell | None = None
    valid_until: Cell | None = None
    source: Cell
    status: Literal["compiled", "assumed"] = "assumed"


class ImportMapping(Definition):
    """A mapping (数据迁入映射).

    Attributes:
        system: what the other system is called.
        dates: how instants are written, the most exact first (``%Y-%m-%d %H:%M:%S``).
        zone: in which zone; the pack's if empty.
        sums: label → column whose numbers the reconciliation adds up.
        cases, accounts, knowledge: exactly one of them; ``accounts`` by the headings of the template of accounts.
    """

    title: str
    system: str
    note: str = ""
    source: Source
    limits: Limits
    zone: str = ""
    dates: tuple[str, ...] = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")
    sums: dict[str, str] = Field(default_factory=dict)
    cases: CaseMapping | None = None
    accounts: dict[str, Cell] = Field(default_factory=dict)
    knowledge: KnowledgeMapping | None = None

    @model_validator(mode="after")
    def _one_of_three(self) -> "ImportMapping":
        if sum(map(bool, (self.cases, self.accounts, self.knowledge))) != 1:
            raise Mistake(
                "cases、accounts、knowledge 要恰好写一个。",
                "办件写 cases，工作人员账号写 accounts，口径写 knowledge。",
            )
        return self
