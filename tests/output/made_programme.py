"""A plan with money and tasks, and what two units and the bodies say of them."""

from __future__ import annotations

from textwrap import dedent

from tests.change.programme_plan import TEXT

_PLAN = TEXT.replace(
    "    due: 2024-Q2\n", "    due: 2024-Q2\n    indicator: village-roads\n"
).replace(
    "    target: {at_least: 75}\n", "    target: {at_least: 75}\n    responsible: [ban-dan-toc]\n"
)
_SUBMISSION = """\
    unit: {unit}
    period: 2024-Q2
    status: final
    sample: true
"""

PROGRAMME = {
    "targets-2024.yaml": _PLAN,
    "districts/bac-ai/2024-Q1.yaml": dedent(_SUBMISSION.format(unit="bac-ai")).replace("Q2", "Q1")
    + "funding: {p1: {central: {carried_over: 20, assigned: 60, disbursed: 20}}}\n",
    "districts/bac-ai/2024-Q2.yaml": dedent(_SUBMISSION.format(unit="bac-ai"))
    + dedent("""\
        populations: {villages: 40}
        figures: {village-roads: 10}
        funding:
          p1:
            central: {carried_over: 20, assigned: 80, disbursed: 45}
            local: {assigned: 50, disbursed: 30}
          p5-1:
            central: {assigned: 40, disbursed: 10}
        tasks:
          iii-1-1: done
          iii-4-1: {status: under_way, percent: 40, cause: "Mưa nhiều."}
        """),
    "districts/ninh-son/2024-Q2.yaml": dedent(_SUBMISSION.format(unit="ninh-son"))
    + dedent("""\
        populations: {villages: 60}
        figures: {village-roads: 48}
        funding:
          p1:
            central: {assigned: 100, disbursed: 25.25}
            local: {not_reported: "Chưa đối chiếu."}
          p5-3:
            local: {assigned: 12.5, disbursed: 0}
        tasks:
          iii-1-1: not_started
        """),
    "province/2024-Q2.yaml": dedent(_SUBMISSION.format(unit="province"))
    + dedent("""\
        tasks:
          v-1-1: under_way
        """),
}
"""Without a target for money: p1 has 20 + 80 + 50 + 100 = 250 and spent 45 + 30 + 25.25 = 100.25,
p5 has 40 + 12.5 = 52.5 and spent 10. In the period 45 - 20 = 25 of p1, as far as is known."""

WITH_TARGET = PROGRAMME | {
    "targets-2024.yaml": _PLAN.replace("funding:\n", "funding:\n  target: {at_least: 95}\n", 1)
}
WITHOUT_WORDS = {"targets-2024.yaml": _PLAN}
"""Nobody has reported anything."""
