"""Plausible workspaces of any size: one plan, its units, and what each hands in during a year."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PERIODS = (
    "2023",
    *(f"2024-{month:02d}" for month in range(1, 13)),
    *(f"2024-Q{quarter}" for quarter in range(1, 5)),
)
"""What a unit hands in: the baseline, every month and every quarter."""

_SHARED_OUT = ("ninh-son", "ninh-hai", "thuan-bac", "thuan-nam")
"""The units that have a share in resettling households."""

_PART_OF_PEOPLE = {
    "children_aged_5": 0.018,
    "primary_age_children": 0.09,
    "lower_secondary_age_children": 0.07,
    "upper_secondary_age_children": 0.049,
    "people_aged_15_plus": 0.74,
    "pregnant_women": 0.016,
    "births": 0.015,
    "children_under_5_weighed": 0.075,
    "working_age_people": 0.6,
}
_RATES = {
    "commune-roads": ("communes", 1.0),
    "village-roads": ("villages", 0.75),
    "electricity": ("households", 0.985),
    "clean-water": ("dtts_households", 0.93),
    "broadcasting": ("dtts_households", 0.95),
    "preschool-age-5": ("children_aged_5", 0.93),
    "primary-attendance": ("primary_age_children", 0.97),
    "lower-secondary-attendance": ("lower_secondary_age_children", 0.9),
    "upper-secondary-attendance": ("upper_secondary_age_children", 0.47),
    "literacy": ("people_aged_15_plus", 0.88),
    "trained-labour": ("working_age_people", 0.36),
    "community-houses": ("villages", 0.9),
    "culture-teams": ("villages", 0.65),
    "cadre-parity": ("cadres", 0.3),
}
_WORDS = (
    "Hai tổ hợp tác bán sản phẩm qua một doanh nghiệp trong tỉnh.",
    "Hồ sơ lập một hợp tác xã chăn nuôi đang hoàn thiện.",
    "Cấp đất ở cho 21 hộ; chuyển đổi nghề cho 74 hộ.",
    "Khám lưu động cho 2.140 lượt người trong kỳ.",
    "Ghi nhận 2 ca sốt rét, đã điều trị khỏi.",
    "Hai lớp truyền dạy mã la có 46 học viên.",
    "Lớp tiếng Raglai hoàn thành; cử 19 cán bộ xã đi học.",
)


def write_workspace(plan: Path, folder: Path, count: int) -> list[Path]:
    """Write a workspace with that many submissions and return their paths.

    It has the real plan, with as many units more as are needed.
    """
    text = plan.read_text(encoding="utf-8")
    _, _, rest = text.partition("\nunits:\n")
    known = []
    for line in rest.splitlines():
        if not line.startswith("  "):
            break
        known.append(line.strip().partition(":")[0])
    wanted = -(-count // len(PERIODS))
    units = [*known, *(f"xa-{number:05d}" for number in range(len(known), wanted))][:wanted]
    more = "".join(
        f'  {unit}: {{code: "{unit[3:]}", name: {unit}, kind: commune}}\n'
        for unit in units[len(known) :]
    )
    folder.mkdir(parents=True)
    text = text.replace("\nunits:\n", f"\nunits:\n{more}", 1)
    (folder / plan.name).write_text(text, encoding="utf-8")
    paths: list[Path] = []
    for unit in units:
        (folder / "districts" / unit).mkdir(parents=True)
        for period, content in submissions(unit):
            if len(paths) < count:
                paths.append(folder / "districts" / unit / f"{period}.yaml")
                paths[-1].write_text(content, encoding="utf-8")
    return paths


def submissions(unit: str) -> Iterator[tuple[str, str]]:
    """Yield the periods and texts of all that a unit hands in; the same each time."""
    size = Random(unit).uniform(0.5, 2)  # noqa: S311 - invented figures keep no secret
    for period in PERIODS:
        yield period, "\n".join(_lines(unit, period, size))


def _month(period: str) -> int:
    """Return the month a period ends in; 0 for the end of the year before."""
    year, _, part = period.partition("-")
    if year == PERIODS[0]:
        return 0
    return 3 * int(part[1:]) if part.startswith("Q") else int(part)


def _populations(size: float, month: int) -> dict[str, int]:
    people = int(35_000 * size) + 20 * month
    households = people // 4
    return {
        "communes": int(8 * size) + 1,
        "villages": int(38 * size),
        "households": households,
        "area_households": households * 9 // 10,
        "dtts_households": households * 7 // 10,
        "people": people,
        "dtts_people": people * 7 // 10,
        "schools": int(31 * size),
        "classrooms": int(370 * size),
        "health_stations": int(9 * size),
        **{name: int(share * people) for name, share in _PART_OF_PEOPLE.items()},
        "cadres": int(1150 * size),
    }


def _lines(unit: str, period: str, size: float) -> Iterator[str]:
    month = _month(period)
    populations = _populations(size, month)
    yield "# yaml-language-server: $schema=../../../schemas/submission.schema.json"
    yield f"unit: {unit}"
    yield f"period: {period}"
    yield "status: final"
    yield f"submitted: {'2024-01-05' if month == 0 else f'2024-{month:02d}-20'}"
    yield 'source: "Số liệu sinh ra để đo tốc độ, không phải báo cáo"'
    yield "sample: true"
    yield ""
    yield "populations:"
    yield from (f"  {name}: {number}" for name, number in populations.items())
    yield ""
    yield "figures:"
    figures = _figures(unit, populations, month)
    for name, text in figures.items():
        yield f"  {name}: {text}"
    yield ""


def _figures(unit: str, populations: dict[str, int], month: int) -> dict[str, str]:
    """Return the figures of all indicators, which get a little better every month."""

    def part(population: str, rate: float) -> int:
        return int(populations[population] * min(1, rate + 0.003 * month))

    def words(place: int) -> str:
        first, second = (_WORDS[(place + month + further) % len(_WORDS)] for further in (0, 3))
        return f'"{first} {second}"'

    figures = {name: str(part(population, rate)) for name, (population, rate) in _RATES.items()}
    figures["village-roads"] = (
        f"{{value: {figures['village-roads']}, note: Nghiệm thu theo biên bản của xã.}}"
    )
    figures["health-insurance"] = f"{{percent: {93 + month / 10:.1f}}}"
    figures["poverty-reduction"] = str(int(populations["area_households"] * (0.2 - month / 400)))
    figures["child-underweight"] = str(
        int(populations["children_under_5_weighed"] * (0.16 - month / 1000))
    )
    figures["new-cooperatives"] = str(month // 4)
    figures["resettled-households"] = (
        str(month) if unit in _SHARED_OUT else "{not_applicable: Không có dự án bố trí dân cư.}"
    )
    figures["solid-facilities"] = (
        f"{{schools: {part('schools', 0.92)}, classrooms: {part('classrooms', 0.93)},"
        f" health-stations: {part('health_stations', 0.97)}}}"
    )
    figures["maternal-care"] = (
        f"{{antenatal-care: {part('pregnant_women', 0.78)},"
        f" assisted-births: {part('births', 0.79)}}}"
    )
    narratives = (
        "cooperatives",
        "land-shortage",
        "health-services",
        "disease-control",
        "culture-preservation",
        "cadre-training",
    )
    return figures | {name: words(place) for place, name in enumerate(narratives)}
