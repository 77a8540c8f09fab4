"""Plausible submissions: what a unit hands in during a year, the same each time."""

from __future__ import annotations

from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING

from bench.programme import programme_lines

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(StrEnum):
    """How people write their files."""

    PLAIN = "plain"
    """One line a figure, as a program writes them."""
    SHIPPED = "shipped"
    """As those that ttdt comes with: comments, notes, blocks of text, accepted warnings."""
    PROGRAMME = "programme"
    """Plain, with money and tasks, of which each has as many as those that ttdt comes with."""
    DIRTY = "dirty"
    """Errors of many kinds in each."""


YEAR = 2024


def periods(year: int = YEAR) -> tuple[str, ...]:
    """Return what a unit hands in: the end of the year before, every month and every quarter."""
    return (
        f"{year - 1}",
        *(f"{year}-{month:02d}" for month in range(1, 13)),
        *(f"{year}-Q{quarter}" for quarter in range(1, 5)),
    )


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


def submissions(
    unit: str, kind: Kind = Kind.PLAIN, year: int = YEAR, *, follows: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the periods and texts of all that a unit hands in during a year.

    Where the year `follows` one that is written, too, the unit says of the end of that one what its
    last quarter said.
    """
    chance = Random(unit)  # noqa: S311 - invented figures keep no secret
    size = chance.uniform(0.5, 2)
    for period in periods(year):
        is_start = period == f"{year - 1}"
        month = _month(period) if not is_start else 12 if follows else 0
        day = f"{year}-01-05" if is_start else f"{year}-{month:02d}-20"
        lines = list(_lines(unit, period, day, _populations(size, month), month))
        if kind is Kind.SHIPPED:
            lines = list(_as_people_write(lines, month))
        elif kind is Kind.PROGRAMME and month:
            lines += programme_lines(unit, month)
        elif kind is Kind.DIRTY:
            lines = list(_with_errors(lines, chance))
        yield period, "\n".join(lines)


def _month(period: str) -> int:
    """Return the month that a month or a quarter ends in."""
    part = period.partition("-")[2]
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


def _lines(
    unit: str, period: str, day: str, populations: dict[str, int], month: int
) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../../schemas/submission.schema.json"
    yield f"unit: {unit}"
    yield f"period: {period}"
    yield "status: final"
    yield f"submitted: {day}"
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


def _as_people_write(lines: list[str], month: int) -> Iterator[str]:
    """Yield the lines with what people add: comments, notes, folded text, accepted warnings."""
    for number, line in enumerate(lines):
        name, colon, text = line.partition(": ")
        if line in {"populations:", "figures:"}:
            yield "# Đối chiếu với biên bản của các xã, ngày 20 hằng tháng."
        if not line.startswith("  "):
            yield line
            continue
        if number % 6 == 0:
            yield ""
            yield f"  # {number // 6}. Theo biểu của Ban Dân tộc"
        if text.startswith('"'):
            yield f"{name}{colon}>-"
            yield from (f"    {sentence}." for sentence in text.strip('".').split(". "))
        elif name.strip() == "clean-water":
            # Every other month is counted otherwise, so that there is a warning to accept.
            yield f"{name}:\n    value: {text if month % 2 else int(text) * 4 // 5}"
            if month:
                yield "    accept: {TT303: Tháng chẵn chỉ đếm hộ có nước máy.}"
        elif name.strip() in {"trained-labour", "child-underweight"}:
            yield f"{name}:\n    value: {text}"
            yield "    note: Đếm lại theo sổ của trường, xã và trạm; hai thôn nộp muộn một ngày."
        elif number % 9 == 0:
            yield f"{line}  # theo sổ"
        else:
            yield line


def _with_errors(lines: list[str], chance: Random) -> Iterator[str]:
    """Yield the lines with one in eight gone wrong, in any of the ways that happen."""
    for line in lines:
        name, colon, text = line.partition(": ")
        if not text.isdigit() or chance.randrange(8):
            yield line
        else:
            yield chance.choice(
                (
                    f"{name[:-1]}x{colon}{text}",  # no such key
                    f'{name}{colon}"{text}"',
                    f"{name}{colon}{text[:-1]},{text[-1]}",
                    f"{name}{colon}[{text}]",
                    f"{name}{colon}-{text}",
                    f"{name}{colon}{text}0000",  # more than there are
                    f"{name}{colon}{{percent: 98,5%}}",
                    f"{name}{colon}không có",
                    f"{line}\n{line}",
                )
            )
    yield "statuss: final"
    yield "submited: 31/02/2024"


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
