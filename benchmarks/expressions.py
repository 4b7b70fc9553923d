"""Evaluations per second of a four-clause condition, beside the Rust library on the same condition and data.

Run: ``PYTHONPATH=src python benchmarks/expressions.py``. Medians of five rounds; the last line is JSON.
"""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import cel

from yiwang.kernel.expressions import compile_expression

TEXT = "answers.area > 50 && answers.form == 'company' && answers.seal && parties.owner.age >= 18"
ENV: dict[str, Any] = {
    "answers": {"area": 60, "form": "company", "seal": True},
    "parties": {"owner": {"age": 30}},
}
TIMES = 50_000


def rate(run: Callable[[], object], times: int = TIMES) -> float:
    """Median calls per second of five rounds."""
    rounds = []
    for _ in range(5):
        started = time.perf_counter()
        for _ in range(times):
            run()
        rounds.append(times / (time.perf_counter() - started))
    return statistics.median(rounds)


def main() -> None:
    """Measure and print."""
    ours, theirs = compile_expression(TEXT), cel.compile(TEXT)
    context = cel.Context(variables=ENV)
    assert ours.truth(ENV) is theirs.execute(context) is True
    result = {
        "evaluations_per_s": round(rate(lambda: ours.truth(ENV))),
        "with_trace_per_s": round(rate(lambda: ours.trace(ENV), 2_000)),
        "compile_per_s": round(rate(lambda: compile_expression(TEXT), 1_000)),
        "rust_evaluations_per_s": round(rate(lambda: theirs.execute(context))),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
