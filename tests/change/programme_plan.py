"""A plan with money and tasks, and reading what a file's content says by it."""

from __future__ import annotations

from ttdt.period import Period
from ttdt.plan import Plan, read_plan
from ttdt.submission import Submission, read_submission
from ttdt.yaml import parse

TEXT = """\
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
bodies:
  ban-dan-toc: {name: {vi: Ban Dân tộc, en: Ethnic Affairs Committee}}
  mttq: {name: {vi: Mặt trận Tổ quốc, en: Fatherland Front}}
indicators:
  village-roads:
    clause: "2.2"
    group: infrastructure
    name: {vi: Đường thôn, en: Village roads}
    measure: rate
    population: villages
    target: {at_least: 75}
funding:
  unit: {vi: triệu đồng, en: million VND}
  sources:
    central:
      name: {vi: "Ngân sách trung ương, vốn đầu tư", en: "Central budget, investment"}
      kind: investment
    local: {name: {vi: Vốn đối ứng ngân sách tỉnh, en: Provincial counterpart budget}}
  projects:
    p1: {code: "1", name: {vi: Nước sinh hoạt, en: Water}}
    p5:
      code: "5"
      name: {vi: Giáo dục, en: Education}
      projects:
        p5-1: {code: "5.1", name: {vi: Trường nội trú, en: Boarding schools}}
        p5-3: {code: "5.3", name: {vi: Dạy nghề, en: Vocational training}}
tasks:
  iii-1-1:
    clause: "III.1"
    name: {vi: Lập danh sách hộ, en: Lists of households}
    units: all
    responsible: [mttq]
    due: 2024-Q2
  iii-4-1:
    clause: "III.4"
    name: {vi: Đường đến trung tâm xã, en: Roads to communes}
    units: [bac-ai]
  v-1-1:
    clause: "V.1"
    name: {vi: Tổng hợp báo cáo, en: Gathering reports}
    responsible: [ban-dan-toc]
    due: 2024
  v-2-1:
    clause: "V.2"
    name: {vi: Giám sát, en: Supervision}
    responsible: [mttq]
"""


def _plan() -> Plan:
    plan, findings = read_plan(parse(TEXT.encode(), "targets-2024.yaml"))
    assert plan is not None, findings
    return plan


PLAN = _plan()
Q2 = Period(2024, "Q2")


def read_back(content: bytes, unit: str = "bac-ai", period: Period = Q2) -> Submission:
    return read_submission(parse(content, "a.yaml"), PLAN, unit, period)
