"""The page in Chromium: opened, operated, read aloud as far as axe can tell, printed."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from tests.output.chromium import Browser, Page
from tests.output.made_documents import EVERYTHING, MadeAnswer, wide
from tests.output.made_programme import WITH_TARGET
from tests.output.test_html import render
from tests.programs import installed

from ttdt.analysis.trend import TrendRound, build_trend
from ttdt.compute import Selection, assess, select
from ttdt.document.answer import View
from ttdt.output.html import lower
from ttdt.period import parse_id
from ttdt.text.language import Language
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report

EXAMPLE = Path(__file__).parents[1] / "example"
TREE = Path(__file__).parents[1] / "tree"
OBJECTIVES = 11

pytestmark = pytest.mark.programs("Chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = installed("Chromium")
    assert path is not None
    with Browser(path) as running:
        yield running


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the example's page, the same for two units, and documents of other kinds."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name, units in {"whole": (), "units": ("dong-son", "tay-hoa")}.items():
        reports = [report(period, units) for period in ("2024-Q1", "2024-Q2")]
        trend = build_trend([TrendRound(reports[0])], TrendRound(reports[1]))
        found[name] = folder / f"{name}.html"
        text = render(reports[-1], "vi", trend=trend)
        found[name].write_text(text, encoding="utf-8")
    found["tree"] = folder / "tree.html"
    found["tree"].write_text(render(report("2024-Q2", (), TREE), "vi"), encoding="utf-8")
    for place, text in WITH_TARGET.items():
        (folder / "data" / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / "data" / place).write_text(text, encoding="utf-8")
    found["programme"] = folder / "programme.html"
    of_programme = render(report("2024-Q2", (), folder / "data"), "vi")
    found["programme"].write_text(of_programme, encoding="utf-8")
    for name, document in {"document": EVERYTHING, "wide": wide(20)}.items():
        found[name] = folder / f"{name}.html"
        text = lower(MadeAnswer(document), View(Language("en")))
        found[name].write_text(text, encoding="utf-8")
    return found


def report(period: str, units: tuple[str, ...], data: Path = EXAMPLE) -> Report:
    wanted = parse_id(period)
    assert wanted is not None
    round_ = Workspace(data, Path("data")).round(wanted)
    return select(assess(round_), Selection(units=units))


@pytest.fixture
def page(browser: Browser, made: dict[str, Path]) -> Iterator[Page]:
    opened = browser.page()
    opened.open(made["whole"])
    yield opened
    opened.close()


def choose(page: Page, control: str, value: str) -> None:
    page.run(
        f"{{const c = document.getElementById('{control}'); c.value = '{value}';"
        " c.dispatchEvent(new Event('change', {bubbles: true})); c.value}"
    )
    assert page.run(f"document.getElementById('{control}').value") == value


def listed(page: Page) -> list[str]:
    """Return the keys of the rows that are shown of the first list, as they stand."""
    keys: list[str] = page.run(
        "[...document.querySelector('.list').querySelectorAll('tr[data-key]')]"
        ".filter(row => row.checkVisibility()).map(row => row.dataset.key)"
    )
    return keys


def told(page: Page) -> str:
    text: str = page.run("document.querySelector('.filters output').textContent")
    return text


def count(page: Page) -> int:
    """Return how many objectives the page says are shown."""
    found = re.search(r"\d+", told(page))
    assert found is not None
    return int(found[0])


def test_it_opens_without_complaint_and_asks_for_nothing(page: Page, made: dict[str, Path]) -> None:
    assert page.errors() == []
    assert page.requests() == [made["whole"].as_uri()]
    assert page.run("document.documentElement.lang") == "vi"
    assert page.run("document.querySelector('.filters').checkVisibility()")
    assert page.run("document.querySelector('.filters output').getAttribute('aria-live')")
    assert count(page) == OBJECTIVES
    assert len(listed(page)) == OBJECTIVES + 2


def test_the_policy_stops_what_is_not_the_page_s_own(page: Page) -> None:
    page.run("{const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
             " document.body.append(s);}")  # fmt: skip
    page.run("{const i = document.createElement('img'); i.src = 'http://127.0.0.1:9/x';"
             " document.body.append(i);}")  # fmt: skip
    assert page.run("window.bad") is None
    assert len([error for error in page.errors() if "Content Security Policy" in error]) == 2


def test_filtering_by_group(page: Page) -> None:
    choose(page, "group", "economy")
    assert listed(page) == ["cooperatives", "new-cooperatives", "poverty-reduction"]
    assert count(page) == 3
    heads = (
        "[...document.querySelectorAll('[data-list] tr.group')]"
        ".filter(one => one.checkVisibility()).length"
    )
    assert page.run(heads) == 2  # one in each table


def test_filtering_by_status_keeps_a_composite_together(page: Page) -> None:
    choose(page, "status", "behind")
    assert listed(page) == [
        "solid-facilities",
        "solid-facilities/schools",
        "solid-facilities/health-stations",
        "resettled-households",
    ]
    assert count(page) == 2
    choose(page, "status", "")
    assert len(listed(page)) == OBJECTIVES + 2


def test_filtering_by_unit_shows_its_column_and_says_its_verdict(page: Page) -> None:
    choose(page, "unit", "tay-hoa")
    heads = (
        "[...document.querySelectorAll('.heat thead th')]"
        ".filter(one => one.checkVisibility()).map(one => one.dataset.unit || '')"
    )
    assert page.run(heads) == ["", "", "tay-hoa"]
    said = "document.querySelector('.list [data-key=\"village-roads\"] .chosen').textContent"
    assert page.run(said).startswith("Tây Hòa: ")
    choose(page, "status", "not_applicable")
    # It has no resettlement, and of the composite no health stations.
    assert listed(page)[-1] == "resettled-households"
    page.run("document.querySelector('.filters').reset()")
    page.run("new Promise(done => setTimeout(done, 20))")
    assert len(listed(page)) == OBJECTIVES + 2
    assert page.run("document.querySelector('.chosen')") is None


def test_searching_without_diacritics(page: Page) -> None:
    page.run("document.getElementById('find').focus()")
    page.type("duong oto")
    assert listed(page) == []
    assert count(page) == 0
    page.run("document.getElementById('find').select()")
    page.type("DUONG cung hoa")
    assert listed(page) == ["village-roads"]
    page.run("document.getElementById('find').select()")
    page.type("đường")
    assert listed(page) == ["village-roads"]
    page.run("document.getElementById('find').select()")
    page.type(normalize("NFD", "đường"))
    assert listed(page) == ["village-roads"]
    charts = "[...document.querySelectorAll('.chart')].filter(c => c.checkVisibility()).length"
    assert page.run(charts) == 1


def test_sorting_by_list_and_by_head(page: Page) -> None:
    before = listed(page)
    choose(page, "sort", "name")
    names = page.run(
        "[...document.querySelector('.list').querySelectorAll('tr[data-key]:not(.part)')]"
        ".map(row => row.dataset.name)"
    )
    assert names == sorted(names)
    status = "document.querySelector('.list th[data-sort=status]')"
    page.run(f"{status}.querySelector('button').focus()")
    page.key("Enter")
    assert page.run(f"{status}.getAttribute('aria-sort')") == "ascending"
    ranks = "document.querySelector('.filters').dataset.severity.split(' ')"
    order = (
        "(order => [...document.querySelector('.list')"
        ".querySelectorAll('tr[data-key]:not(.part)')]"
        f".map(row => order.indexOf(row.dataset.status)))({ranks})"
    )
    worst = page.run(order)
    assert worst == sorted(worst)
    page.key("Enter")
    assert page.run(f"{status}.getAttribute('aria-sort')") == "descending"
    best = page.run(order)
    assert best == sorted(best, reverse=True)
    keys = listed(page)
    place = keys.index("solid-facilities")
    assert keys[place + 1 : place + 3] == [
        "solid-facilities/schools",
        "solid-facilities/health-stations",
    ]
    choose(page, "sort", "plan")
    assert listed(page) == before


def test_a_cell_opens_and_shuts_by_keyboard(page: Page) -> None:
    cell = (
        "document.querySelector('.heat [data-key=\"village-roads\"] [data-unit=dong-son] details')"
    )
    page.run(f"{cell}.querySelector('summary').focus()")
    page.key("Enter")
    assert page.run(f"{cell}.open") is True
    text = page.run(f"{cell}.querySelector('.card').innerText")
    assert "data/districts/dong-son/2024-Q2.yaml:" in text
    assert "30" in text
    page.key("Tab")
    assert page.run(f"{cell}.contains(document.activeElement)")
    page.key("Escape")
    assert page.run(f"{cell}.open") is False
    assert page.run(f"document.activeElement === {cell}.querySelector('summary')")


def test_a_link_leads_to_an_indicator_even_if_it_was_filtered_out(page: Page) -> None:
    choose(page, "group", "economy")
    page.run("location.hash = '#indicator-solid-facilities.schools'")
    page.run("new Promise(done => setTimeout(done, 50))")
    assert len(listed(page)) == OBJECTIVES + 2
    row = "document.querySelector('.list tr:target')"
    assert page.run(f"{row}.dataset.key") == "solid-facilities/schools"
    assert page.run(f"{row}.querySelector('.anchor').hash") == (
        "#indicator-solid-facilities.schools"
    )
    plain = "getComputedStyle(document.querySelector('.list tr:not(:target)')).backgroundColor"
    assert page.run(f"getComputedStyle({row}).backgroundColor") != page.run(plain)


def test_the_contents_stay_in_sight_where_there_is_room(page: Page) -> None:
    top = "document.querySelector('nav').getBoundingClientRect().top"
    page.run("document.getElementById('definitions').scrollIntoView({behavior: 'instant'})")
    assert page.run(top) == 0
    page.screen(390)
    page.run("document.getElementById('definitions').scrollIntoView({behavior: 'instant'})")
    assert page.run(top) < 0


@pytest.mark.parametrize("by", ["clipboard", "field"])
def test_a_table_is_copied_for_excel(page: Page, by: str) -> None:
    if by == "clipboard":
        page.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }; 1")
    else:
        page.run("Object.defineProperty(navigator, 'clipboard', {value: undefined}); 1")
        page.run(
            "document.addEventListener('copy', () =>"
            " { window.copied = document.activeElement.value; }); 1"
        )
    choose(page, "group", "infrastructure")
    page.run("document.querySelector('#indicators .copy button').focus()")
    page.key("Enter")
    page.run("new Promise(done => setTimeout(done, 50))")
    lines = [line.split("\t") for line in page.run("window.copied").split("\n")]
    assert lines[0][:5] == ["Mục", "Chỉ tiêu", "Đánh giá", "Thực hiện", "Mục tiêu"]
    assert {len(line) for line in lines} == {1, 10}  # the group's name has a line of its own
    (roads,) = (line for line in lines if line[0] == "2.1")
    assert roads[3] == "71,7"
    assert roads[7] == "-3,3"
    assert page.run("document.querySelector('#indicators output').textContent") == (
        f"Đã sao chép {len(lines)} dòng"
    )
    assert page.run("document.activeElement.textContent") == "Sao chép bảng cho Excel"
    page.run("document.querySelector('#by-unit .copy button').click()")
    page.run("new Promise(done => setTimeout(done, 50))")
    assert "2.1 Thôn có đường ô tô được cứng hóa; ≥ 75 %\t71,7\t75,0\t65,0\t" in page.run(
        "window.copied"
    )


def test_the_skip_link_comes_first(page: Page) -> None:
    page.key("Tab")
    assert page.run("document.activeElement.className") == "skip"
    assert page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.key("Enter")
    assert page.run("document.activeElement.id") == "content"


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", ["whole", "units", "document", "wide", "tree", "programme"])
def test_nothing_sticks_out(page: Page, made: dict[str, Path], name: str, width: int) -> None:
    page.screen(width)
    page.open(made[name])
    assert page.run("document.documentElement.scrollWidth") == width
    assert page.errors() == []


@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe is not installed")
@pytest.mark.parametrize(
    ("name", "width", "media"),
    [
        ("whole", 1280, "light"), ("whole", 1280, "dark"), ("whole", 390, "light"),
        ("whole", 1280, "paper"), ("units", 1280, "light"), ("document", 1280, "light"),
        ("document", 390, "dark"), ("wide", 390, "light"), ("tree", 1280, "light"),
        ("tree", 390, "dark"), ("programme", 1280, "light"), ("programme", 390, "dark"),
        ("programme", 1280, "paper"),
    ],
)  # fmt: skip
def test_axe_finds_nothing(
    page: Page, made: dict[str, Path], name: str, width: int, media: str
) -> None:
    page.screen(width)
    page.media(dark=media == "dark", printed=media == "paper")
    page.open(made[name])
    page.run("location.hash = '#indicator-village-roads'")
    page.run(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    page.run("const cell = document.querySelector('details.cell'); if (cell) cell.open = true")
    page.run("for (const fold of document.querySelectorAll('details.fold')) fold.open = true")
    found: list[Any] = page.run(
        "axe.run(document, {resultTypes: ['violations']}).then(all => all.violations"
        ".map(one => [one.id, one.nodes.map(node => node.html).slice(0, 3)]))"
    )
    assert found == []


def names_shown(page: Page) -> list[str]:
    """Return the units whose rows are shown, as they stand."""
    names: list[str] = page.run(
        "[...document.querySelectorAll('.unit-rows tr[data-area]')]"
        ".filter(row => row.checkVisibility({contentVisibilityAuto: true}))"
        ".map(row => row.cells[0].firstChild.textContent.trim())"
    )
    return names


def find_unit(page: Page, text: str) -> None:
    page.run(
        "{const found = document.getElementById('find-unit'); "
        f"found.value = '{text}'; found.dispatchEvent(new Event('input')); 1}}"
    )


def test_units_are_folded_by_the_area_above_them(page: Page, made: dict[str, Path]) -> None:
    page.open(made["tree"])
    assert names_shown(page) == ["Đông Sơn", "Tây Hòa", "Nam Phú"]
    page.run("document.querySelector('details.fold summary').click()")
    assert names_shown(page) == [
        "Đông Sơn", "Tây Hòa", "Nam Phú", "Suối Bắc", "Suối Đông", "Suối Nam",
    ]  # fmt: skip


def test_a_unit_is_found_without_diacritics_where_it_is_folded(
    page: Page, made: dict[str, Path]
) -> None:
    page.open(made["tree"])
    find_unit(page, "hoa")
    assert names_shown(page) == ["Tây Hòa", "Hòa An", "Hòa Bình"]
    assert page.run("document.querySelector('.find-unit output').textContent") == (
        "Số đơn vị đang hiện: 3"
    )
    find_unit(page, "")
    assert names_shown(page) == ["Đông Sơn", "Tây Hòa", "Nam Phú"]


def test_filters_hold_for_the_units_rows_too(page: Page, made: dict[str, Path]) -> None:
    page.open(made["tree"])
    heads = (
        "[...document.querySelector('.unit-rows thead tr').cells]"
        ".filter(head => head.checkVisibility()).map(head => head.textContent)"
    )
    choose(page, "group", "economy")
    assert page.run(heads) == ["Đơn vị", "1.1", "1.2", "1.3"]
    choose(page, "group", "")
    assert len(page.run(heads)) == 1 + OBJECTIVES + 2
    choose(page, "unit", "hoa-an")
    assert names_shown(page) == ["Hòa An"]
    chosen = "document.querySelector('.list tr[data-key=village-roads] .chosen').textContent"
    assert page.run(chosen) == "Hòa An: ● 70,0"


def test_filters_of_indicators_leave_money_and_tasks_as_they_are(
    page: Page, made: dict[str, Path]
) -> None:
    page.open(made["programme"])
    choose(page, "status", "met")
    heads = "[...document.querySelectorAll('#money .unit-rows thead th')].map(h => h.textContent)"
    assert page.run(heads) == ["Đơn vị", "Tổng số", "1", "5", "5.1", "5.3"]
    assert page.run("document.querySelector('#tasks tr.group').checkVisibility()")
    assert names_shown(page) == ["Bác Ái", "Ninh Sơn"]
    choose(page, "unit", "ninh-son")
    assert names_shown(page) == ["Ninh Sơn"]


def test_units_are_read_without_scripts(page: Page, made: dict[str, Path]) -> None:
    page.scripts(allowed=False)
    page.open(made["tree"])
    assert not page.run("document.querySelector('.find-unit').checkVisibility()")
    page.run("document.querySelectorAll('details.fold')[1].open = true")
    assert names_shown(page) == ["Đông Sơn", "Tây Hòa", "Nam Phú", "Hòa An", "Hòa Bình"]


def test_a_table_of_any_document_sorts(page: Page, made: dict[str, Path]) -> None:
    page.open(made["wide"])
    first = "document.querySelector('tbody tr').cells[0].textContent"
    head = "document.querySelector('thead button')"
    assert page.run(first) == "Indicator 0 of many words"
    page.run(f"{head}.click(), {head}.click()")
    assert page.run(first) == "Indicator 29 of many words"
    assert page.run("document.querySelector('thead th').ariaSort") == "descending"
    page.run(f"{head}.click()")
    assert page.run(first) == "Indicator 0 of many words"


def test_without_scripts_everything_is_there(page: Page, made: dict[str, Path]) -> None:
    page.scripts(allowed=False)
    page.open(made["whole"])
    assert not page.run("document.querySelector('.filters').checkVisibility()")
    assert page.run("document.querySelectorAll('th button, .copy').length") == 0
    assert len(listed(page)) == OBJECTIVES + 2
    cell = "document.querySelector('.heat details')"
    page.run(f"{cell}.querySelector('summary').focus()")
    page.key("Enter")
    assert page.run(f"{cell}.querySelector('.card').checkVisibility()")
    page.screen(390)
    page.open(made["whole"])
    assert page.run("[...document.querySelectorAll('details.notes')].every(one => one.open)")
    assert page.run("document.documentElement.scrollWidth") == 390


def test_printing(page: Page) -> None:
    # A telephone's notes are shut, and printed nevertheless.
    page.screen(390)
    page.media(printed=True)
    assert not page.run("document.querySelector('.filters').checkVisibility()")
    page.media()
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF")
    sizes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert len(sizes) >= 2
    # The list of indicators lies across its sheets, all else stands.
    paper = {(round(float(wide)), round(float(high))) for wide, high in sizes}
    assert paper == {(595, 842), (842, 595)}


def test_it_is_readable_in_the_dark(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.run(ground)
    page.media(dark=True)
    dark = page.run(ground)
    assert sum(map(int, re.findall(r"\d+", light))) > 700
    assert sum(map(int, re.findall(r"\d+", dark))) < 100
    assert page.screenshot().startswith(b"\x89PNG")
