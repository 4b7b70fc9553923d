"""From a row to a case as the other system holds it, or to everything that is wrong with the row, all at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import TypeVar

from yiwang.engines.cases.pure import (
    CaseHeld,
    CaseSeed,
    LimitTerm,
    Notice,
    Recorded,
    Terms,
    UnitPart,
    told_slice,
)
from yiwang.kernel.ids import KINDS, check, kind_word, mask_in

from ..definitions import (
    CaseMapping,
    Cell,
    HistoryMapping,
    ImportMapping,
    LimitMapping,
    PartyMapping,
    StateMapping,
)
from ..domain.values import NO_NUMBER, SHOWN, Reject, Row, Wrong
from .built import Built, PartyWanted, Places
from .cells import CellReader
from .columns import PLACES

T = TypeVar("T")
FLAGS = {"是": True, "true": True, "否": False, "false": False}
STRANGE_STATE = "原状态“{0}”在映射里没有对应的状态。请在映射的 states 里补上，或者改正原数据。"
STRANGE_UNIT = "没有单位“{0}”，或者它已经停用。请在映射的 units 里补上对应的单位。"
STRANGE_PLACE = "没有区划“{0}”。请在映射的 division 里补上对应的区划代码。"
NO_DAYS = "“{0}”里的“{1}”不是整数。请改正。"


class Builder:
    """Builds cases of one mapping from rows.

    Args:
        mapping: what each column means.
        places: which units and divisions there are.
        zone: the pack's zone, for mappings that name none.
        origin: where the rows are read, as sealed: run, file, digest.
        tell: whether those whom the mapping names are told of open cases.
    """

    def __init__(
        self,
        mapping: ImportMapping,
        places: Places,
        zone: str,
        origin: Mapping[str, object],
        *,
        tell: bool = False,
    ) -> None:
        self._mapping, self._cases, self._places = mapping, _of_cases(mapping), places
        self._reader = CellReader.of(mapping, zone)
        self._origin, self._tell = {"mapping": mapping.id, **origin}, tell

    def build(self, row: Row) -> Built:
        """What a row comes to."""
        return _Building(
            self._mapping, self._cases, self._places, self._reader, self._origin, self._tell, row
        ).built()


def _of_cases(mapping: ImportMapping) -> CaseMapping:
    if mapping.cases is None:
        raise LookupError(f"映射“{mapping.id}”是账号的，不是办件的；账号用 yiwang import run 直接导入。")
    return mapping.cases


@dataclass
class _Building:
    mapping: ImportMapping
    cases: CaseMapping
    places: Places
    reader: CellReader
    origin: Mapping[str, object]
    tell: bool
    row: Row
    wrong: list[Wrong] = field(default_factory=list)

    def built(self) -> Built:
        """The case, or what is wrong; the row is accounted for in either case."""
        number = self._text(self.cases.number)
        if not number and not self.wrong:
            self.wrong.append(Wrong(self.cases.number.column, "", NO_NUMBER))
        if self.row.problem:
            self.wrong.append(Wrong("", "", self.row.problem))
        held, party = self._case(number), self._party()
        due = self._moment(self.cases.due_at)
        sums = {
            label: self._tried(partial(self._sum, column), Decimal(0))
            for label, column in self.mapping.sums.items()
        }
        files, groups = self._files(), self._groups()
        rejects = tuple(dict.fromkeys(self._reject(one, number) for one in self.wrong))
        return Built(
            self.row.line, number, None if rejects else held, rejects, party, files,
            due.astimezone(self.reader.zone).date() if due else None, groups, sums,
        )  # fmt: skip

    def _case(self, number: str) -> CaseHeld | None:
        cases = self.cases
        opened, since = self._moment(cases.opened_at), self._moment(cases.since)
        closed = self._moment(cases.closed_at, end=True)
        state, units = self._state(), self._units()
        recorded = tuple(one for line in cases.history if (one := self._recorded(line)))
        seed = self._seed(number, units)
        kept = {key: mask_in(text) for key, cell in cases.kept.items() if (text := self._text(cell))}
        if opened is None and not cases.opened_at.required:
            self.wrong.append(
                Wrong(cases.opened_at.column, "", f"没有填“{cases.opened_at.column}”。请在原系统补上。")
            )
        if state is None or opened is None or self.wrong:
            return None
        moments = {"opened_at": opened, "since": since or opened}
        clocks = {key: moments[name] for key, name in state.clocks.items()}
        system = self.mapping.system
        return CaseHeld(
            seed, f"import:{system}:{number}", system, number, state.state, opened, since or opened, closed,
            state.steps, clocks, kept, tuple(sorted(recorded, key=lambda one: one.at)),
            {**self.origin, "row": self.row.line}, self._notices(closed),
        )  # fmt: skip

    def _seed(self, number: str, units: tuple[UnitPart, ...]) -> CaseSeed:
        cases = self.cases
        told = {label: mask_in(self._text(cell)) for label, cell in cases.told.items()}
        form = {key: mask_in(text) for key, cell in cases.form.items() if (text := self._text(cell))}
        limits = {name: self._limit(one) for name, one in cases.limits.items()}
        flags = {
            key: FLAGS.get(word, word) for key, cell in cases.flags.items() if (word := self._text(cell))
        }
        told = {**told, "原系统": self.mapping.system, "原编号": number}
        return CaseSeed(
            key="imported", type=cases.type, subject=self._text(cases.subject),
            title=mask_in(" ".join(self._text(cases.title).split())), data={**told_slice("原系统", told), **form},
            terms=Terms(limits={name: one for name, one in limits.items() if one}, flags=flags),
            units=units, division=self._division(units),
        )  # fmt: skip

    def _state(self) -> StateMapping | None:
        said = self._text(self.cases.state)
        found = self.cases.states.get(said)
        if found is None and said:
            self.wrong.append(Wrong(self.cases.state.column, said, STRANGE_STATE.format(said[:30])))
        elif found is None:
            self.wrong.append(
                Wrong(self.cases.state.column, "", f"没有填“{self.cases.state.column}”。请在原系统补上。")
            )
        return found

    def _units(self) -> tuple[UnitPart, ...]:
        found = []
        for part, cell in self.cases.units.items():
            unit = self._text(cell)
            if unit and unit not in self.places.units:
                self.wrong.append(Wrong(cell.column, unit, STRANGE_UNIT.format(unit[:30])))
            found += [UnitPart(unit, part)] if unit else []
        if not any(one.part == "main" for one in found) and not self.wrong:
            column = self.cases.units["main"].column
            self.wrong.append(Wrong(column, "", f"没有填“{column}”，不知道由哪个单位主办。请补上。"))
        return tuple(found)

    def _division(self, units: tuple[UnitPart, ...]) -> str:
        cell = self.cases.division
        said = self._text(cell) if cell else ""
        if cell and said and said not in self.places.divisions:
            self.wrong.append(Wrong(cell.column, said, STRANGE_PLACE.format(said[:30])))
        main = next((one.unit for one in units if one.part == "main"), "")
        return said or self.places.units.get(main, "")

    def _limit(self, one: LimitMapping) -> LimitTerm | None:
        text = self._text(one.cell)
        if text and not (text.isdecimal() and len(text) < 6):
            self.wrong.append(Wrong(one.cell.column, text, NO_DAYS.format(one.cell.column, text[:30])))
            return None
        return LimitTerm(int(text), one.unit, one.source, one.status.value) if text else None

    def _recorded(self, line: HistoryMapping) -> Recorded | None:
        at = self._moment(line.at)
        if at is None:
            return None
        text, public = (self._filled(words) for words in (line.text, line.public))
        return Recorded(at, text, line.act, public)

    def _filled(self, words: str) -> str:
        return mask_in(PLACES.sub(lambda found: self._said(found[1]), words))

    def _party(self) -> PartyWanted | None:
        wanted = self.cases.party
        if wanted is None:
            return None
        name, number = self._text(wanted.name), self._text(wanted.id_number).upper()
        phone = self._text(wanted.phone)
        if number:
            self._check_number(wanted, number)
        elif wanted.without_number == "reject":
            self.wrong.append(
                Wrong(
                    wanted.name.column, "", "没有申请人的证件号码。请补上，或者在映射里写明没有号码时怎么办。"
                )
            )
        if not name or (not number and wanted.without_number == "none"):
            return None
        return PartyWanted(wanted.kind, name, wanted.id_kind if number else "", number, phone, wanted.part)

    def _check_number(self, wanted: PartyMapping, number: str) -> None:
        found = check(number, wanted.id_kind) if wanted.id_kind in KINDS else None
        column = wanted.id_number.column if wanted.id_number else ""
        if found and not found.valid:
            self.wrong.append(
                Wrong(
                    column, "（号码不显示）", f"{kind_word(wanted.id_kind)}有误：{found.why} 请核对原数据。"
                )
            )

    def _files(self) -> tuple[str, ...]:
        held = self.cases.attachments
        said = self._said(held.column) if held else ""
        return tuple(path.strip() for path in said.split(held.separator) if path.strip()) if held else ()

    def _notices(self, closed: datetime | None) -> tuple[Notice, ...]:
        if closed is not None or not self.tell:
            return ()
        return tuple(Notice(one.to, one.template, one.may) for one in self.cases.tell)

    def _groups(self) -> dict[str, str]:
        """By what the source itself says; the year by the clock of its zone."""
        opened = self._tried(
            lambda: self.reader.moment(self.row.cells, self.cases.opened_at), None, quiet=True
        )
        year = str(opened.astimezone(self.reader.zone).year) if opened else "日期不明"
        state, main = self.cases.state, self.cases.units["main"]
        return {"state": self._raw(state), "unit": self._raw(main), "year": year}

    def _raw(self, cell: Cell) -> str:
        if not cell.column:
            return cell.value
        return mask_in(str(self.row.cells.get(cell.column) or "").strip()[:SHOWN]) or cell.value

    def _sum(self, column: str) -> Decimal:
        return self.reader.number(self.row.cells, column)

    def _text(self, cell: Cell | None) -> str:
        return self._tried(lambda: self.reader.text(self.row.cells, cell), "") if cell else ""

    def _said(self, column: str) -> str:
        return self._tried(lambda: self.reader.said(self.row.cells, column), "")

    def _moment(self, cell: Cell | None, *, end: bool = False) -> datetime | None:
        return self._tried(lambda: self.reader.moment(self.row.cells, cell, end=end), None) if cell else None

    def _tried(self, read: Callable[[], T], otherwise: T, *, quiet: bool = False) -> T:
        try:
            return read()
        except Wrong as error:
            self.wrong += [] if quiet else [error]
            return otherwise

    def _reject(self, one: Wrong, number: str) -> Reject:
        return Reject(self.row.line, number[:SHOWN], one.column, _shown(one), mask_in(one.reason))


def _shown(one: Wrong) -> str:
    """What is wrong, as far as a list may show it: short, and no number of a person."""
    return mask_in(one.value)[:SHOWN]
