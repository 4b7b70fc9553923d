"""What an item charges: each fee with its basis and when it is asked for."""

from typing import Literal

from pydantic import model_validator

from yiwang.kernel.money import MoneyError, money_parse
from yiwang.loader import Mistake, Part, Status

from .common import LegalBasis, Sentence


class Fee(Part):
    """One charge, with its basis; an item without fees says nothing.

    Attributes:
        standard: how it is reckoned, in words.
        amount: what is asked for here, e.g. ``80元``; empty where it is only told and paid elsewhere.
        due: when it is asked for: once the application is accepted, or once the decision is made.
        waiver: who pays less or nothing, and by which rule.
        status: how sure the amount is.
    """

    name: Sentence
    standard: Sentence
    basis: LegalBasis
    amount: str = ""
    due: Literal["acceptance", "decision"] = "decision"
    waiver: str = ""
    status: Status = Status.ASSUMED

    @model_validator(mode="after")
    def _readable(self) -> "Fee":
        try:
            fen = self.fen
        except MoneyError as error:
            raise Mistake(str(error), "例如 amount: 80元。") from error
        if self.amount and fen <= 0:
            raise Mistake(f"收费“{self.name}”的金额不大于零。", "不收费的事项不写 fees；减免写在 waiver。")
        return self

    @property
    def fen(self) -> int:
        """The amount in fen; 0 where nothing is asked for here."""
        return money_parse(self.amount) if self.amount else 0
