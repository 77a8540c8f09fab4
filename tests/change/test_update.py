"""SubmissionEdits go into a file; every other character of it stays."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.change.example_plan import EXAMPLE, PLAN, read_back

from ttdt.change.edits import FigureEdit, SubmissionEdits
from ttdt.change.update import update
from ttdt.errors import TtdtError
from ttdt.plan import Measure
from ttdt.submission import ReportStatus
from ttdt.yaml.writing import flow_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.submission import Figure

FILE = """\
# top
unit: dong-son
period: 2024-Q2
status: provisional   # sơ bộ
submitted: 2024-06-20

populations:   # all
  villages: 40
  households:    # asked for
  people: 9000
figures:
  # Economy
  cooperatives: >-
    Hai hợp tác xã
    đã có hợp đồng.
  poverty-reduction: 360   # checked

  # Infrastructure
  solid-facilities: {schools: 46, health-stations: 10}   # built
  resettled-households: {not_applicable: "no site"}

  # People
  health-insurance: {percent: 96.27, note: "a # note", accept: {TT303: "a good reason"}}
  literacy:
    percent: 90.1   # from the census
    note: rounded
  child-underweight:   # weighed in May
  cadre-parity: {value: 93}
# end
"""

NUMBER = FigureEdit(value=7)
RATE = FigureEdit(percent=Decimal("12.50"))
NOT_APPLICABLE = FigureEdit(not_applicable="không có")
NOT_REPORTED = FigureEdit(not_reported="chưa có")
NONE = FigureEdit()
NO = '{not_applicable: "không có"}'

Key = tuple[str, str | None]


def changed(answers: SubmissionEdits, text: str = FILE) -> str:
    return update(text.encode(), PLAN, answers).decode()


def figure(name: str, answer: FigureEdit, part: str | None = None) -> SubmissionEdits:
    return SubmissionEdits(figures={(name, part): answer})


@pytest.mark.parametrize(
    ("answers", "old", "new"),
    [
        # A plain number.
        (figure("poverty-reduction", NUMBER), "reduction: 360 ", "reduction: 7 "),
        (figure("poverty-reduction", RATE), "reduction: 360 ", "reduction: {percent: 12.50} "),
        (figure("poverty-reduction", NONE), "reduction: 360 ", "reduction: null "),
        (
            figure("poverty-reduction", NOT_APPLICABLE),
            "reduction: 360 ",
            'reduction: {not_applicable: "không có"} ',
        ),
        # A mapping: its note and acceptances stay.
        (figure("health-insurance", RATE), "percent: 96.27", "percent: 12.50"),
        (figure("health-insurance", NUMBER), "percent: 96.27", "value: 7"),
        (figure("health-insurance", NONE), "percent: 96.27", "percent: null"),
        (
            figure("health-insurance", NOT_REPORTED),
            "percent: 96.27",
            'not_reported: "chưa có"',
        ),
        (
            figure("literacy", NUMBER),
            "percent: 90.1   # from the census",
            "# from the census\n    value: 7",
        ),
        (figure("literacy", RATE), "percent: 90.1   # from", "percent: 12.50   # from"),
        (figure("literacy", NONE), "percent: 90.1   # from", "percent: null   # from"),
        (figure("cadre-parity", NUMBER), "{value: 93}", "{value: 7}"),
        (figure("cadre-parity", NONE), "{value: 93}", "null"),
        # A reason.
        (figure("resettled-households", NUMBER), '{not_applicable: "no site"}', "7"),
        (figure("resettled-households", NONE), '{not_applicable: "no site"}', "null"),
        (
            figure("resettled-households", NOT_APPLICABLE),
            '"no site"',
            '"không có"',
        ),
        (
            figure("resettled-households", NOT_REPORTED),
            '{not_applicable: "no site"}',
            '{not_reported: "chưa có"}',
        ),
        # Nothing yet.
        (figure("child-underweight", NUMBER), "underweight:   #", "underweight: 7   #"),
        # A text.
        (
            figure("cooperatives", FigureEdit(text="Một: hai\nba ")),
            ">-\n    Hai hợp tác xã\n    đã có hợp đồng.\n",
            '"Một: hai\\nba"\n',
        ),
        # A part of a composite.
        (figure("solid-facilities", NUMBER, "schools"), "schools: 46", "schools: 7"),
        (
            figure("solid-facilities", NOT_APPLICABLE, "schools"),
            "schools: 46",
            'schools: {not_applicable: "không có"}',
        ),
        (figure("solid-facilities", NONE, "schools"), "schools: 46", "schools: null"),
        (
            figure("solid-facilities", NOT_APPLICABLE),
            "{schools: 46, health-stations: 10}",
            f"{{schools: {NO}, health-stations: {NO}}}",
        ),
        # New figures, where the plan has them.
        (
            figure("new-cooperatives", NUMBER),
            "  poverty-reduction: 360",
            "  new-cooperatives: 7\n  poverty-reduction: 360",
        ),
        (
            figure("village-roads", NUMBER),
            "  solid-facilities:",
            "  village-roads: 7\n  solid-facilities:",
        ),
        (
            figure("preschool", NUMBER),
            "  health-insurance:",
            "  preschool: 7\n  health-insurance:",
        ),
        # Populations.
        (SubmissionEdits(populations={"villages": 41}), "villages: 40", "villages: 41"),
        (SubmissionEdits(populations={"villages": None}), "villages: 40", "villages: null"),
        (
            SubmissionEdits(populations={"households": 2000}),
            "households:    # asked for",
            "households: 2000    # asked for",
        ),
        (
            SubmissionEdits(populations={"dtts_people": 3000}),
            "  people: 9000\n",
            "  people: 9000\n  dtts_people: 3000\n",
        ),
        # The header.
        (SubmissionEdits(status=ReportStatus.FINAL), "status: provisional ", "status: final "),
        (SubmissionEdits(submitted=date(2024, 7, 2)), "2024-06-20", "2024-07-02"),
        (SubmissionEdits(source="Số 12"), "2024-06-20\n", '2024-06-20\nsource: "Số 12"\n'),
        (SubmissionEdits(sample=True), "2024-06-20\n", "2024-06-20\nsample: true\n"),
        (SubmissionEdits(note="ok"), "2024-06-20\n", "2024-06-20\nnote: ok\n"),
        (
            SubmissionEdits(causes={("village-roads", None): "mưa lũ"}),
            "  solid-facilities:",
            '  village-roads: {cause: "mưa lũ"}\n  solid-facilities:',
        ),
    ],
)  # fmt: skip
def test_one_answer_changes_its_own_place(answers: SubmissionEdits, old: str, new: str) -> None:
    assert FILE.count(old) == 1
    assert changed(answers) == FILE.replace(old, new)


def test_a_comment_in_a_removed_line_stays() -> None:
    text = changed(figure("literacy", NOT_APPLICABLE))
    assert '    # from the census\n    not_applicable: "không có"\n    note: rounded\n' in text


@pytest.mark.parametrize(
    "answers",
    [
        SubmissionEdits(),
        SubmissionEdits(
            status=ReportStatus.PROVISIONAL, submitted=date(2024, 6, 20), source="", note="",
            sample=False,
        ),
        SubmissionEdits(populations={"villages": 40, "households": None, "schools": None}),
        SubmissionEdits(populations={"villages": Decimal("40.0")}),
        figure("poverty-reduction", FigureEdit(value=360)),
        figure("poverty-reduction", FigureEdit(value=Decimal("360.0"))),
        figure("health-insurance", FigureEdit(percent=Decimal("96.270"))),
        figure("resettled-households", FigureEdit(not_applicable=" no site ")),
        figure("child-underweight", NONE),
        figure("village-roads", NONE),
        figure("cadre-parity", FigureEdit(value=93)),
        figure("cooperatives", FigureEdit(text="Hai hợp tác xã đã có hợp đồng.")),
        figure("solid-facilities", FigureEdit(value=46), "schools"),
    ],
)  # fmt: skip
def test_what_is_there_already_changes_nothing(answers: SubmissionEdits) -> None:
    assert changed(answers) == FILE


def test_text_in_another_unicode_form_is_the_same_text() -> None:
    assert (
        changed(figure("cooperatives", FigureEdit(text="Hai hợp tác xã đã có hợp đồng."))) == FILE
    )


def test_a_numerator_keeps_its_percentage_until_it_changes() -> None:
    text = "unit: dong-son\nfigures:\n  preschool: {value: 190, percent: 95, note: n}\n"
    assert changed(figure("preschool", FigureEdit(value=190)), text) == text
    assert "{value: 191, note: n}" in changed(figure("preschool", FigureEdit(value=191)), text)


@pytest.mark.parametrize("key", [("literacy", None), ("solid-facilities", "schools")])
def test_the_status_of_a_figure_stays_when_it_is_rewritten(key: tuple[str, str | None]) -> None:
    text = (
        "unit: dong-son\nperiod: 2024-Q2\nstatus: provisional\nfigures:\n"
        "  literacy: {value: 46, status: estimate}\n"
        "  solid-facilities:\n    schools: {value: 46, status: estimate}\n"
    )
    answers = SubmissionEdits(figures={key: FigureEdit(value=47)})
    (changed,) = (
        (old, new)
        for old, new in zip(
            text.splitlines(),
            update(text.encode(), PLAN, answers).decode().splitlines(),
            strict=True,
        )
        if old != new
    )
    assert changed[1] == changed[0].replace("46", "47")


def test_a_part_speaks_for_itself_beside_what_is_said_of_the_whole() -> None:
    text = "unit: dong-son\nfigures:\n  solid-facilities: {not_applicable: none, note: n}\n"
    same = figure("solid-facilities", FigureEdit(not_applicable="none"), "schools")
    assert changed(same, text) == text
    one = changed(figure("solid-facilities", NUMBER, "health-stations"), text)
    assert "{health-stations: 7, not_applicable: none, note: n}" in one
    cleared = changed(figure("solid-facilities", NONE, "schools"), text)
    assert "{schools: null, not_applicable: none, note: n}" in cleared
    both = changed(figure("solid-facilities", NUMBER, "schools"), one)
    assert "{schools: 7, health-stations: 7, note: n}" in both
    other = changed(figure("solid-facilities", NOT_REPORTED), text)
    assert '{not_reported: "chưa có", note: n}' in other


def test_a_file_without_any_section_gets_them() -> None:
    answers = SubmissionEdits(
        populations={"villages": 40, "people": 9},
        figures={("solid-facilities", "schools"): NUMBER, ("preschool", None): RATE},
    )
    assert changed(answers, "unit: dong-son\nfigures:   # none yet\nstatus: final\n") == (
        "unit: dong-son\n"
        "figures: {solid-facilities: {schools: 7}, preschool: {percent: 12.50}}   # none yet\n"
        "status: final\n"
        "populations: {villages: 40, people: 9}\n"
    )


def test_line_ends_and_byte_order_mark_stay() -> None:
    content = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    after = update(content, PLAN, figure("poverty-reduction", NUMBER))
    assert after == content.replace(b"reduction: 360", b"reduction: 7")


@pytest.mark.parametrize(
    ("answers", "text", "words"),
    [
        (figure("vilage", NUMBER), FILE, "no indicator"),
        (figure("solid-facilities", NUMBER, "school"), FILE, "no indicator"),
        (figure("solid-facilities", NUMBER), FILE, "has parts"),
        (SubmissionEdits(populations={"x": 1}), FILE, "no population"),
        (figure("preschool", FigureEdit(value=10**18)), FILE, "more digits"),
        (figure("preschool", FigureEdit(not_reported="a\x07b")), FILE, "control character"),
        (figure("preschool", NUMBER), "unit: [", "cannot be read"),
        (figure("preschool", NUMBER), "- 1\n", "holds no submission"),
        (figure("preschool", NUMBER), "", "cannot be read"),
        (figure("preschool", NUMBER), "figures: 3\n", "mend it by hand"),
        (
            figure("solid-facilities", NUMBER, "schools"),
            "figures: {solid-facilities: 3}\n",
            "single value",
        ),
    ],
)
def test_what_cannot_be_done_is_said(answers: SubmissionEdits, text: str, words: str) -> None:
    with pytest.raises(TtdtError) as failure:
        changed(answers, text)
    assert words in failure.value.message.text


SHIPPED = (EXAMPLE / "districts/dong-son/2024-Q2.yaml").read_bytes()
LEAVES = [leaf for indicator in PLAN.indicators.values() for leaf in indicator.leaves]
REASONS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Mn"], exclude_characters="\u2028\u2029\ufeff"),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() and "\ufffe" not in text and "\uffff" not in text)
COUNTS = st.integers(-5, 10**15)
PERCENTS = st.decimals(0, 100, places=2)


def answer_for(measure: Measure) -> st.SearchStrategy[FigureEdit]:
    silent = [
        st.builds(FigureEdit, not_applicable=REASONS),
        st.builds(FigureEdit, not_reported=REASONS),
        st.just(FigureEdit()),
    ]
    if measure is Measure.NARRATIVE:
        return st.one_of(*silent, st.builds(FigureEdit, text=REASONS))
    return st.one_of(
        *silent, st.builds(FigureEdit, value=COUNTS), st.builds(FigureEdit, percent=PERCENTS)
    )


@st.composite
def all_answers(draw: st.DrawFn) -> SubmissionEdits:
    chosen = draw(st.lists(st.sampled_from(LEAVES), unique_by=lambda leaf: leaf.key))
    return SubmissionEdits(
        populations=draw(
            st.dictionaries(
                st.sampled_from(list(PLAN.populations)), st.one_of(st.none(), COUNTS), max_size=4
            )
        ),
        figures={leaf.key: draw(answer_for(leaf.measure)) for leaf in chosen},
    )


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a submission in one of many layouts, with comments about."""
    lines = ["# c0", "unit: dong-son", "period: 2024-Q2", "status: final", "figures:  # c1"]
    for indicator in PLAN.indicators.values():
        if not draw(st.booleans()):
            continue
        lines.append(f"  # c-{indicator.id}")
        if not indicator.parts:
            lines += _figure_lines(draw, indicator.id, indicator.measure, "  ")
        elif draw(st.booleans()):
            lines.append(f"  {indicator.id}:  # cp")
            for part in indicator.parts:
                lines += _figure_lines(draw, str(part.part), part.measure, "    ")
    if lines[-1].startswith("figures"):
        lines.append("  preschool: 3")
    return "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n# c9\n\n"]))


def _figure_lines(draw: st.DrawFn, name: str, measure: Measure, indent: str) -> list[str]:
    text = measure is Measure.NARRATIVE
    said: dict[str, Any] = draw(
        st.sampled_from(
            [
                {},
                {"value": "lời" if text else 5},
                {"not_applicable": "a # b"},
                {"not_reported": "chưa"},
                *([] if text else [{"percent": Decimal("3.5")}]),
            ]
        )
    )
    beside: dict[str, Any] = draw(
        st.sampled_from([{}, {"note": "ghi chú"}, {"accept": {"TT303": "có lý do"}}])
    )
    layout = draw(st.sampled_from(["plain", "flow", "block"]))
    whole = said | beside
    if layout == "plain" and whole.keys() <= {"value"}:
        return [f"{indent}{name}: {flow_text(whole['value']) if whole else ''}  # c-{name}-v"]
    if layout == "block" and whole:
        inner = (f"{indent}  {key}: {flow_text(value)}  # c-{key}" for key, value in whole.items())
        return [f"{indent}{name}:  # c-{name}-b", *inner]
    return [f"{indent}{name}: {flow_text(whole)}  # c-{name}-f"]


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# c\S*", text))


def statement(figure: Figure | None) -> tuple[object, ...]:
    if figure is None:
        return (None,) * 5
    return (
        figure.value, figure.percent, figure.text, figure.not_applicable, figure.not_reported,
    )  # fmt: skip


def stated(answer: FigureEdit) -> tuple[object, ...]:
    text = answer.text
    return (
        None if answer.value is None else Fraction(answer.value),
        None if answer.percent is None else Fraction(answer.percent),
        None if text is None else text.strip(),
        None if answer.not_applicable is None else answer.not_applicable.strip(),
        None if answer.not_reported is None else answer.not_reported.strip(),
    )


def asides(figures: Mapping[Key, Figure]) -> dict[Key, tuple[object, ...]]:
    return {key: (one.note, dict(one.accept)) for key, one in figures.items()}


@settings(deadline=None, derandomize=True, max_examples=100)
@given(files(), all_answers())
def test_a_file_says_the_answers_and_otherwise_what_it_said(
    text: str, answers: SubmissionEdits
) -> None:
    before = read_back(text.encode())
    after_text = changed(answers, text)
    after = read_back(after_text.encode())
    for leaf in LEAVES:
        expected = (
            stated(answers.figures[leaf.key])
            if leaf.key in answers.figures
            else statement(before.figures.get(leaf.key))
        )
        assert statement(after.figures.get(leaf.key)) == expected
    for name in PLAN.populations:
        size = answers.populations.get(name)
        found = after.populations.get(name)
        assert (None if found is None else found.value) == size
    old_asides = asides(before.figures)
    assert {key: said for key, said in asides(after.figures).items() if key in old_asides} == (
        old_asides
    )
    assert comments(after_text) >= comments(text)
    assert changed(answers, after_text) == after_text


@settings(deadline=None, derandomize=True, max_examples=30)
@given(all_answers())
def test_answering_twice_is_answering_once(answers: SubmissionEdits) -> None:
    once = update(SHIPPED, PLAN, answers)
    assert update(once, PLAN, answers) == once
