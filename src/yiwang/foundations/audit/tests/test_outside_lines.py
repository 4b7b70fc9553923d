"""The file outside is read from its end: lines longer than a block, lines cut off by a crash, whatever the block."""

import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.foundations.audit.services import outside
from yiwang.foundations.audit.services.outside import last_sealed

LINES = st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"")), max_size=12)


@given(LINES, st.binary(max_size=20).map(lambda rest: rest.replace(b"\n", b"")), st.integers(1, 50))
def test_whole_lines_come_from_the_last_to_the_first_with_where_they_end(lines, cut_off, block):
    ends, whole = [], b""
    for line in lines:
        whole += line + b"\n"
        ends.append(len(whole))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outside, "BLOCK", block)
        read = list(outside._whole_back(io.BytesIO(whole + cut_off)))
    assert read == list(zip(ends, lines, strict=True))[::-1]


def test_the_last_seal_is_read_though_its_line_is_longer_than_a_block(tmp_path):
    path = tmp_path / "seals.ndjson"
    seals = [
        {"id": n, "at": f"2026-11-2{n}T02:00:00+00:00", "leaves": ["x" * (n * outside.BLOCK)]} for n in (0, 2)
    ]
    path.write_text("".join(f"{json.dumps(seal)}\n" for seal in seals))
    assert last_sealed(path) == datetime(2026, 11, 22, 2, tzinfo=UTC)


def test_a_crash_s_rest_is_cut_off_and_a_broken_line_is_no_number(tmp_path):
    path = tmp_path / "seals.ndjson"
    path.write_bytes(b'{"id": 7}\nnonsense\n{"id": 8, "at')
    with path.open("r+b") as file:
        assert outside._last_id(file) == 7 and file.tell() == len(b'{"id": 7}\nnonsense\n')
    assert path.read_bytes() == b'{"id": 7}\nnonsense\n'
