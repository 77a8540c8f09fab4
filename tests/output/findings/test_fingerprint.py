from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.output.findings.sample import BAC_AI, NINH_HAI, SOURCES, emission, finding, small

from ttdt.finding import Finding, Span
from ttdt.output.findings.fingerprint import fingerprints
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from ttdt.output.findings import CheckOutput


def moved(run: CheckOutput, lines: int) -> CheckOutput:
    """Return the run as it is with so many lines more at the top of each file."""

    def down(found: Finding) -> Finding:
        span = found.span
        further = span._replace(line=span.line + lines, end_line=span.end_line + lines)
        return found._replace(span=further)

    return replace(
        run,
        findings=tuple(map(down, run.findings)),
        sources={path: ("# new",) * lines + text for path, text in run.sources.items()},
    )


def test_they_do_not_change_when_lines_are_inserted_above() -> None:
    assert fingerprints(moved(small(), 7)) == fingerprints(small())


def test_they_do_not_change_with_the_language() -> None:
    assert fingerprints(small("vi")) == fingerprints(small("en"))


def test_a_line_number_in_a_message_does_not_matter() -> None:
    def message(line: int) -> Message:
        twice = gettext_lazy("it is already on line {line}", line=line)
        return gettext_lazy("twice: {where}", where=twice)

    first, later = (
        fingerprints(emission([finding(message(line), span=Span(4, 3, 4, 5))])) for line in (2, 9)
    )
    assert first == later


def test_equal_findings_are_told_apart_and_counted_from_the_top() -> None:
    line = Span(4, 3, 4, 5)
    run = emission([finding("same", span=line) for _ in range(3)])
    made = fingerprints(run)
    assert len(set(made)) == 3
    assert fingerprints(emission(run.findings[:2])) == made[:2]


def test_whatever_tells_findings_apart_tells_their_fingerprints_apart() -> None:
    line = Span(4, 3, 4, 5)
    runs = [
        [finding("a", span=line)],
        [finding("b", span=line)],
        [finding("a", span=line, path=NINH_HAI)],
        [finding("a", span=Span(5, 3, 5, 5))],
    ]
    assert len({fingerprints(emission(run))[0] for run in runs}) == len(runs)


def test_a_deadline_is_no_line() -> None:
    days = ("20/06/2024", "20/09/2024")
    runs = [emission([finding(gettext_lazy("due on {deadline}", deadline=day))]) for day in days]
    assert fingerprints(runs[0]) != fingerprints(runs[1])


def test_indentation_does_not_matter() -> None:
    deeper = {BAC_AI: tuple(f"  {line}" for line in SOURCES[BAC_AI])}
    found = [finding("a", span=Span(4, 3, 4, 5))]
    assert fingerprints(emission(found)) == fingerprints(emission(found, sources=deeper))
