"""The plans that the foreign tables of these tests are read by."""

from __future__ import annotations

_INDICATORS = """\
populations:
  households: {name: {vi: hộ, en: households}}
  villages: {name: {vi: thôn, en: villages}}
groups: {g: {name: {vi: Nhóm, en: Group}}}
indicators:
  poor-households:
    clause: "1.1"
    group: g
    name: {vi: Tỷ lệ hộ nghèo, en: Poverty}
    measure: rate
    better: lower
    numerator: {vi: hộ nghèo cuối kỳ, en: poor households at the end}
    population: households
    target: {at_most: 20}
  village-roads:
    clause: "2.2"
    group: g
    name: {vi: Thôn có đường cứng, en: Villages with a hard road}
    measure: rate
    numerator: {vi: thôn có đường cứng, en: villages with a hard road}
    population: villages
    target: {at_least: 75}
  new-cooperatives:
    clause: "3"
    group: g
    name: {vi: Hợp tác xã mới, en: New cooperatives}
    measure: count
    target: {at_least: 4}
  culture:
    clause: "4"
    group: g
    name: {vi: Bảo tồn văn hóa, en: Culture}
    measure: narrative
"""

COMMUNES = (
    """\
plan: h-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units:
  bac-ai:
    code: "584"
    name: Bác Ái
    kind: district
    units:
      phuoc-binh: {code: "22789", name: Phước Bình, kind: commune}
      phuoc-hoa: {code: "22792", name: Phước Hòa, kind: commune}
      phuoc-tan: {code: "22795", name: Phước Tân, kind: commune}
  ninh-son:
    code: "585"
    name: Ninh Sơn
    kind: district
    units:
      phuoc-tan-ns: {code: "22810", name: Phước Tân, kind: commune}
      lam-son: {code: "22813", name: Lâm Sơn, kind: commune}
"""
    + _INDICATORS
)

PROVINCES = (
    """\
plan: n-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "0", name: Cả nước, kind: country}
units:
  lao-cai: {code: "10", name: Lào Cai, kind: province}
  yen-bai: {code: "15", name: Yên Bái, kind: province}
  kon-tum: {code: "62", name: Kon Tum, kind: province}
  gia-lai: {code: "64", name: Gia Lai, kind: province}
"""
    + _INDICATORS
    + """\
funding:
  unit: {vi: triệu đồng, en: million VND}
  currency: {code: VND, factor: 1000000}
  decimals: 3
  sources:
    investment: {name: {vi: Vốn đầu tư, en: Investment}, kind: investment}
    recurrent: {name: {vi: Vốn sự nghiệp, en: Recurrent}, kind: recurrent}
  projects:
    p1: {code: "1", name: {vi: Đất ở và nhà ở, en: Land and housing}}
"""
)
