"""A workspace of two units and one indicator."""

from __future__ import annotations

PLAN = """\
plan: p-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units:
  bac-ai: {code: "584", name: Bác Ái}
  ninh-son: {code: "585", name: Ninh Sơn}
populations:
  villages: {name: {vi: thôn, en: villages}}
groups:
  infrastructure: {name: {vi: Hạ tầng, en: Infrastructure}}
indicators:
  village-roads:
    clause: "2.2"
    group: infrastructure
    name: {vi: Đường thôn, en: Village roads}
    measure: rate
    numerator: {vi: thôn có đường cứng, en: villages with a hard road}
    population: villages
    target: {at_least: 75}
"""


def submission(unit: str, value: object, villages: object = 40, period: str = "2024-Q2") -> str:
    return (
        f"unit: {unit}\nperiod: {period}\nstatus: final\nsubmitted: 2024-06-20\n"
        f"populations: {{villages: {villages}}}\nfigures:\n  village-roads: {value}\n"
    )


FILES = {
    "targets-2024.yaml": PLAN,
    "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 30),
    "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 32),
}
