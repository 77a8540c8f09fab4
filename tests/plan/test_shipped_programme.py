"""The shipped plan's bodies, money and tasks, against the plan's own words.

`ke-hoach-2024-iii-v.txt` is Sections III to V of the plan, one paragraph a line.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ttdt.plan import Funding, Plan, read_plan
from ttdt.yaml import read

PATH = Path(__file__).parents[2] / "data" / "targets-2024.yaml"
WORDS = Path(__file__).with_name("ke-hoach-2024-iii-v.txt").read_text(encoding="utf-8")
SETTLING = ("ninh-son", "ninh-hai", "thuan-bac", "thuan-nam")


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, findings = read_plan(read(PATH, "data/targets-2024.yaml"))
    assert findings == []
    assert found is not None
    return found


@pytest.fixture(scope="module")
def funding(plan: Plan) -> Funding:
    assert plan.funding is not None
    return plan.funding


def clauses() -> dict[str, str]:
    """Return the words of each clause, `III.1` to `V.5`, whitespace made single."""
    found: dict[str, str] = {}
    section = clause = ""
    for line in WORDS.splitlines():
        if heading := re.match(r"(III|IV|V)\. ", line):
            section = heading[1]
        elif heading := re.match(r"([0-9]+)\. ", line):
            clause = f"{section}.{heading[1]}"
        found[clause] = f"{found.get(clause, '')} {line}"
    return found


# clause: its tasks, those of them asked of units, the indicators they serve
CLAUSES = {
    "III.1": (1, 1, {"clean-water", "land-shortage"}),
    "III.2": (11, 11, {"resettled-households"}),
    "III.3": (10, 8, {"poverty-reduction", "new-cooperatives"}),
    "III.4": (10, 10, {"commune-roads", "village-roads", "solid-facilities", "electricity"}),
    "III.5": (5, 3, {
        "trained-labour", "preschool-age-5", "primary-attendance", "lower-secondary-attendance",
        "upper-secondary-attendance", "cadre-training",
    }),
    "III.6": (5, 5, {"community-houses", "culture-teams", "culture-preservation"}),
    "III.7": (7, 7, {
        "health-insurance", "maternal-care", "child-underweight", "health-services",
    }),
    "III.8": (1, 1, set()),
    "III.9": (5, 5, set()),
    "III.10": (13, 7, set()),
    "V.1": (2, 0, set()),
    "V.2": (3, 0, set()),
    "V.3": (1, 0, set()),
    "V.4": (4, 0, set()),
    "V.5": (10, 9, set()),
}  # fmt: skip


def test_each_clause_has_its_tasks(plan: Plan) -> None:
    tasks = Counter(task.clause for task in plan.tasks.values())
    of_units = Counter(task.clause for task in plan.tasks.values() if task.units)
    served: dict[str, set[str]] = {clause: set() for clause in tasks}
    for task in plan.tasks.values():
        served[task.clause].update(task.indicators)
    assert {one: (tasks[one], of_units[one], served[one]) for one in tasks} == CLAUSES


def test_each_text_is_the_plan_s_own_in_its_order(plan: Plan) -> None:
    words = clauses()
    read_up_to = dict.fromkeys(words, 0)
    for task in plan.tasks.values():
        assert task.text is not None
        assert not task.text.translations
        start = words[task.clause].find(task.text.original, read_up_to[task.clause])
        assert start > 0, task.id
        read_up_to[task.clause] = start + 1


# Where a paragraph of III or V without a task begins: what leads in to others, and the close.
WITHOUT_TASK = [
    "Triển khai tổ chức thực hiện nội dung Dự án theo hướng dẫn của các cơ quan Trung ương",
    "- Tổ chức triển khai, thực hiện có hiệu quả một số nội dung theo Thông tư số 02/2022",
    "- Hỗ trợ thiết lập các điểm hỗ trợ đồng bào dân tộc thiểu số ứng dụng công nghệ",
    "Yêu cầu thành viên Ban Chỉ đạo các chương trình mục tiêu quốc gia tỉnh",
]


def test_each_paragraph_has_a_task(plan: Plan) -> None:
    texts = [task.text.original for task in plan.tasks.values() if task.text is not None]
    before, _, rest = WORDS.partition("IV. Kinh phí")
    paragraphs = f"{before}{rest[rest.index('V. Tổ chức') :]}".splitlines()
    headings = [one for one in paragraphs if re.match(r"[IV0-9]+\. ", one) and len(one) < 200]
    assert len(headings) == 2 + 10 + 1  # sections, projects, and V.5
    without = [
        one for one in paragraphs if one not in headings and not any(text in one for text in texts)
    ]
    assert len(without) == len(WITHOUT_TASK)
    assert all(map(str.startswith, without, WITHOUT_TASK))


def test_an_id_says_where_its_task_stands(plan: Plan) -> None:
    for task in plan.tasks.values():
        place = task.clause.lower().replace(".", "-")
        assert re.fullmatch(rf"{place}-[1-6](-[a-z]+)+", task.id)


def test_whom_the_settlement_projects_are_asked_of(plan: Plan) -> None:
    assert {task.id: task.units for task in plan.tasks.values() if 0 < len(task.units) < 7} == {
        "iii-2-2-du-an": SETTLING,
        "iii-2-2-ke-hoach": SETTLING,
        "iii-2-2-xom-bang": ("thuan-bac",),
        "iii-2-2-my-hiep": ("ninh-son",),
        "iii-2-2-phuoc-ha": ("thuan-nam",),
        "iii-2-2-da-hang": ("ninh-hai",),
        "iii-2-3-giao-dat": SETTLING,
        "iii-2-3-mien-giam": SETTLING,
    }


# How Section V calls the bodies it names.
NAMED = {
    "ban-dan-toc": "Ban Dân tộc",
    "so-ban-nganh": "Các Sở, ban, ngành cấp tỉnh",
    "ubnd-huyen": "Ủy ban nhân dân các huyện, thành phố",
    "mttq": "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị-xã hội tỉnh",
    "dai-bao": "Đài Phát thanh và Truyền hình tỉnh, Báo Ninh Thuận",
    "so-tai-chinh": "Sở Tài chính",
    "so-khdt": "Sở Kế hoạch và Đầu tư",
}


def test_a_body_answers_where_the_plan_names_it_or_the_reading_says_so(plan: Plan) -> None:
    words = clauses()
    assert set(plan.bodies) == {*NAMED, "ubnd-xa", "hoi-phu-nu"}
    for task in plan.tasks.values():
        assert task.units or task.responsible
        if task.section == "III":
            assert (task.reading is None) == (not task.responsible)
        else:
            assert all(NAMED[body] in words[task.clause] for body in task.responsible)
    # Section II names no body.
    assert not any(indicator.responsible for indicator in plan.indicators.values())


def test_no_date_and_no_target_of_money_is_invented(plan: Plan, funding: Funding) -> None:
    assert {task.due for task in plan.tasks.values()} == {None}
    assert funding.rate.target is None


def test_every_name_is_there_in_both_languages(plan: Plan, funding: Funding) -> None:
    named = (plan.bodies, plan.tasks, funding.sources, funding.projects)
    assert all(one.name.translations["en"] for group in named for one in group.values())


def test_the_seven_sources(funding: Funding) -> None:
    assert (funding.unit.original, funding.decimals) == ("triệu đồng", 3)
    assert {source.id: source.kind for source in funding.sources.values()} == {
        "central-investment": "investment",
        "central-recurrent": "recurrent",
        "provincial": None,
        "district": None,
        "combined": None,
        "credit": None,
        "mobilised": None,
    }


def test_the_ten_projects(funding: Funding) -> None:
    assert [project.code for project in funding.projects.values()] == [
        "1", "2", "3", "3.1", "3.2", "3.3", "4", "5", "5.1", "5.2", "5.3", "5.4", "6", "7", "8",
        "9", "9.1", "9.2", "10",
    ]  # fmt: skip
    assert all(one.id == f"p{one.code.replace('.', '-')}" for one in funding.projects.values())
    assert funding.below.keys() == {"p3", "p5", "p9"}
