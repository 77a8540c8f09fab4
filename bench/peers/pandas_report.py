"""What a user would write in place of `ttdt report`: PyYAML's C loader, pandas, one table.

It reads all submissions, adds up numerators and populations, and holds the ratios against the
targets. What is missing, does not apply or cannot be read it leaves out without a word.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

COLUMNS = ["period", "indicator", "numerator", "population"]


def main(data: str, period: str) -> None:
    """Print each indicator's value and target for a period, and whether the target is met."""
    (plan_file,) = Path(data).glob("targets-*.yaml")
    indicators = _load(plan_file)["indicators"]
    rows: list[tuple[str, str, float, float]] = []
    for path in Path(data, "districts").rglob("*.yaml"):
        rows += _rows(_load(path), indicators)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    totals = frame[frame["period"] == period].groupby("indicator").sum(numeric_only=True)
    totals["value"] = 100 * totals["numerator"] / totals["population"]
    totals["target"] = [_target(indicators[name]) for name in totals.index]
    totals["met"] = totals["value"] >= totals["target"]
    print(totals.to_string())


def _load(path: Path) -> Any:  # noqa: ANN401 - any YAML
    with path.open("rb") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def _rows(
    submission: dict[str, Any], indicators: dict[str, Any]
) -> list[tuple[str, str, float, float]]:
    rows: list[tuple[str, str, float, float]] = []
    populations = submission["populations"]
    for name, figure in submission["figures"].items():
        whole = populations.get(indicators[name].get("population"))
        value = figure.get("value") if isinstance(figure, dict) else figure
        if whole is not None and isinstance(value, int):
            rows.append((str(submission["period"]), name, value, whole))
    return rows


def _target(indicator: dict[str, Any]) -> float:
    target = indicator.get("target") or {}
    return next((value for key, value in target.items() if key != "by_unit"), float("nan"))


if __name__ == "__main__":
    main(*sys.argv[1:])
