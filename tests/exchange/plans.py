"""A plan with every measure, whose codes other systems use."""

from __future__ import annotations

FULL = """\
plan: p-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "584", name: Bác Ái}
  b: {code: "585", name: Ninh Sơn}
populations:
  villages: {name: {vi: thôn, en: villages}}
  households: {name: {vi: hộ, en: households}}
  schools: {name: {vi: trường, en: schools}}
groups: {g: {name: {vi: Nhóm, en: Group}}}
indicators:
  roads:
    clause: "1"
    group: g
    name: {vi: Đường, en: Roads}
    measure: rate
    population: villages
    target: {at_least: 75}
  poor:
    clause: "2"
    group: g
    name: {vi: Hộ nghèo, en: Poor households}
    measure: reduction
    population: households
    target: {at_least: 2}
  coops:
    clause: "3"
    group: g
    name: {vi: Hợp tác xã, en: Cooperatives}
    measure: count
    target: {at_least: 4}
  land:
    clause: "4"
    group: g
    name: {vi: Đất, en: Land}
    measure: amount
    decimals: 2
    unit: {vi: ha, en: ha}
    target: {at_least: 10}
  solid:
    clause: "5"
    group: g
    name: {vi: Kiên cố, en: Solid buildings}
    measure: rate
    target: {at_least: 90}
    parts:
      schools: {name: {vi: Trường, en: Schools}, population: schools}
      houses: {name: {vi: Nhà, en: Houses}, population: households}
  words: {clause: "6", group: g, name: {vi: Lời, en: Words}, measure: narrative}
"""
