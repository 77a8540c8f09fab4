"""Two units with money and tasks in two quarters, small enough to add up by hand."""

from __future__ import annotations

PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch, en: Plan}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: Huyện A}
  b: {code: "2", name: Huyện B}
groups: {all: {name: {vi: tất cả, en: all}}}
indicators:
  teams:
    clause: "2.1"
    group: all
    name: {vi: đội, en: teams}
    measure: count
    target: {at_least: 8}
bodies: {labour: {name: {vi: Sở Lao động, en: Department of Labour}}}
funding:
  unit: {vi: triệu đồng, en: million VND}
  sources:
    central: {name: {vi: trung ương, en: central}, kind: investment}
    local: {name: {vi: huyện, en: local}}
  projects:
    p1: {code: "1", name: {vi: đất ở, en: land}}
    p5:
      code: "5"
      name: {vi: giáo dục, en: education}
      projects: {p5-1: {code: "5.1", name: {vi: trường, en: schools}}}
  target: {at_least: 90}
tasks:
  power:
    clause: III.4
    name: {vi: điện, en: power}
    text: {vi: cung cấp điện}
    units: all
    due: 2024-Q2
    indicator: teams
  audit: {clause: V.1, name: {vi: kiểm tra, en: audit}, responsible: [labour], due: 2024-Q4}
"""

_HEAD = "status: final\nsubmitted: 2024-04-02\npopulations: {}\n"

A_Q1 = f"""\
unit: a
period: 2024-Q1
{_HEAD}figures:
  teams: 1
funding:
  p1: {{central: {{carried_over: 20, assigned: 80, disbursed: 10.25}}}}
tasks:
  power: {{status: done, percent: 100}}
"""

A_Q2 = f"""\
unit: a
period: 2024-Q2
{_HEAD}figures:
  teams: 2
funding:
  p1:
    central:
      carried_over: 20
      assigned: 100.50
      disbursed: 40.25
      decision: {{number: 7/QĐ, date: 2024-05-02}}
    local: {{assigned: 12, disbursed: 0}}
  p5-1: {{local: {{not_reported: chưa đối chiếu}}}}
tasks:
  power: {{status: under_way, percent: 40, note: Còn hai thôn., cause: Mưa lũ.}}
"""

B_Q2 = f"""\
unit: b
period: 2024-Q2
{_HEAD}figures:
  teams: 3
funding:
  p1: {{central: {{assigned: 40, disbursed: 4.5}}}}
tasks: {{power: done}}
"""

FILES = {
    "targets-2024.yaml": PLAN,
    "districts/a/2024-Q1.yaml": A_Q1,
    "districts/a/2024-Q2.yaml": A_Q2,
    "districts/b/2024-Q2.yaml": B_Q2,
}
