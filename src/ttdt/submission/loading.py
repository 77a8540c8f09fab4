"""From a document to a submission, every sound figure kept and every other one located."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ttdt.finding import Finding
from ttdt.period import Period, parse_id
from ttdt.plan import OWN_AREA, OWN_FOLDER
from ttdt.schema.rules import MALFORMED_VALUE
from ttdt.schema.submission import REPORTING, REQUIRED, SubmissionShape
from ttdt.schema.validation import MOST_GUESSES, check, missing_key, unknown_key, wrong_type
from ttdt.submission.definitions import define
from ttdt.submission.figures import (
    read_composite,
    read_figure,
    read_population,
    split_numbers,
)
from ttdt.submission.funding import read_funding
from ttdt.submission.model import Figure, PopulationFigure, ReportStatus, Submission
from ttdt.submission.rules import PATH_AND_CONTENT_DISAGREE
from ttdt.submission.tasks import read_tasks
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.plan import Plan
    from ttdt.submission.definitions import Definitions
    from ttdt.yaml import YamlDocument


def unreadable_submission(document: YamlDocument, unit: str, period: Period) -> Submission:
    """Return a submission that was made and of which nothing counts."""
    return Submission(document.path, unit, period, usable=False, findings=document.findings)


@dataclass(frozen=True)  # without slots, which would keep it from defining names only once
class SubmissionReader:
    """Reads submissions by a plan; what it takes from the plan is the same for all of them.

    The year's last submission is read by two plans: as that year's, and as the next one's
    baseline. What only the plan `beside` this one knows is passed over. So is, in a baseline, what
    that plan defines otherwise: the numbers would not speak of the same thing.
    """

    plan: Plan
    beside: Plan | None = None

    @cached_property
    def _in_year(self) -> Definitions:
        return define(self.plan, self.beside, is_baseline=False)

    @cached_property
    def _in_baselines(self) -> Definitions:
        return define(self.plan, self.beside, is_baseline=True)

    def read(self, document: YamlDocument, unit: str, period: Period) -> Submission:
        """Return the submission in a document that lies where `unit`'s one for `period` belongs.

        A figure with an error keeps its findings and does not count; the rest of the file does.
        """
        data = document.data
        if not document.readable:
            return unreadable_submission(document, unit, period)
        if not isinstance(data, dict):
            finding = wrong_type(document, (), gettext_lazy("a mapping (key: value)"), data)
            return Submission(document.path, unit, period, usable=False, findings=(finding,))
        about = [
            missing_key(document, (key,))
            for key in REQUIRED
            if data.get(key) is None and not (key == "unit" and unit == OWN_AREA)
        ]
        # An empty value says as little as no key, and is one finding.
        said = {
            key: value for key, value in data.items() if value is not None or key not in REQUIRED
        }
        shape, found, findings, broken = _header(document, said)
        about += found
        findings += _misplaced(document, shape, _names_of(self.plan, unit), period)
        names = self._in_baselines if period.year < self.plan.year else self._in_year
        populations = _populations(document, names, shape, findings)
        figures = _figures(document, names, shape, populations, findings, about)
        money = None if self.beside is None else self.beside.funding
        funding = read_funding(document, shape.funding or {}, self.plan.funding, money)
        others = () if self.beside is None else self.beside.tasks
        tasks = read_tasks(document, shape.tasks or {}, self.plan.tasks, others)
        findings += [*funding.findings, *tasks.findings]
        return Submission(
            document.path,
            unit,
            period,
            usable=not any(finding.rule is PATH_AND_CONTENT_DISAGREE for finding in findings),
            status=None if shape.status is None else ReportStatus(shape.status),
            submitted=shape.submitted,
            as_of=shape.as_of,
            source=shape.source,
            # A mark that cannot be read still warns: invented figures must never pass for real.
            sample=shape.sample or "sample" in broken,
            note=shape.note,
            accept=shape.accept,
            populations=populations,
            figures=figures,
            funding=funding.amounts,
            tasks=tasks.tasks,
            findings=(*about, *findings),
            findings_beside=tuple(about),
            document=document,
            has_units_below=unit in self.plan.below,
        )


def read_submission(
    document: YamlDocument, plan: Plan, unit: str, period: Period, beside: Plan | None = None
) -> Submission:
    """Return one submission as a `SubmissionReader` of these plans reads it."""
    return SubmissionReader(plan, beside).read(document, unit, period)


def _names_of(plan: Plan, unit: str) -> tuple[str, ...]:
    """Return what a submission may call its unit: the id; the plan's own area has none."""
    if unit != OWN_AREA:
        return (unit,)
    return (OWN_FOLDER, plan.area.code, plan.area.name)


def _misplaced(
    document: YamlDocument, shape: SubmissionShape, names: tuple[str, ...], period: Period
) -> Iterator[Finding]:
    """Yield where the file says it is another unit's or period's than its place does.

    `names` are what the unit may be called there, the first of them above all.
    """
    if shape.unit and shape.unit not in names:
        message = gettext_lazy(
            "the file says unit “{said}” but lies where “{placed}” belongs; correct one of them",
            said=shape.unit,
            placed=names[0],
        )
        yield Finding(PATH_AND_CONTENT_DISAGREE, document.path, document.span("unit"), message)
    if shape.period and parse_id(shape.period) is None:
        message = gettext_lazy(
            "“{period}” is not a period; write it as 2024-Q2, 2024-06, 2024-H1, 2024-9M or 2024",
            period=shape.period,
        )
        yield Finding(MALFORMED_VALUE, document.path, document.span("period"), message)
    elif shape.period and shape.period != period.id:
        message = gettext_lazy(
            "the file says period “{said}” but lies where “{placed}” belongs; correct one of them",
            said=shape.period,
            placed=period.id,
        )
        yield Finding(PATH_AND_CONTENT_DISAGREE, document.path, document.span("period"), message)


class _Header(NamedTuple):
    """What of a file's top level is sound, and what is wrong with the rest."""

    shape: SubmissionShape
    about: list[Finding]
    """The findings about the submission itself, for which no figures are left out."""
    findings: list[Finding]
    """The findings that figures are left out for."""
    broken: frozenset[str]
    """The keys that are not sound."""


def _header(document: YamlDocument, data: Mapping[str, object]) -> _Header:
    shape, _ = check(SubmissionShape, data, document)
    if shape is not None:
        return _Header(shape, [], [], frozenset())
    sound = {
        key: value
        for key, value in data.items()
        if check(SubmissionShape, {key: value}, document)[0] is not None
    }
    holding = {key: value for key, value in data.items() if _may_hold_figures(key, value)}
    about = {key: value for key, value in data.items() if key not in holding}
    return _Header(
        check(SubmissionShape, sound, document)[0] or SubmissionShape(),
        check(SubmissionShape, about, document)[1],
        check(SubmissionShape, holding, document)[1],
        frozenset(data) - frozenset(sound),
    )


def _may_hold_figures(key: str, value: object) -> bool:
    """Return whether figures are left out with a key of the top level, also a misspelt one."""
    if key in SubmissionShape.model_fields:
        return key in REPORTING
    return isinstance(value, dict)


def _populations(
    document: YamlDocument, names: Definitions, shape: SubmissionShape, findings: list[Finding]
) -> dict[str, PopulationFigure]:
    populations: dict[str, PopulationFigure] = {}
    given = shape.populations or {}
    torn = split_numbers(document, ("populations",), given)
    locs = names.population_locs
    for name, raw in given.items():
        if name in locs:
            populations[name] = read_population(document, locs[name], raw)
        elif name not in torn and name not in names.other_populations:
            known = names.all_populations if len(findings) < MOST_GUESSES else ()
            findings.append(unknown_key(document, ("populations", name), known))
    for owner, finding in torn.values():
        if owner in populations:
            kept = populations[owner]
            populations[owner] = kept._replace(findings=(*kept.findings, finding))
        else:
            findings.append(finding)
    return populations


def _figures(
    document: YamlDocument,
    names: Definitions,
    shape: SubmissionShape,
    populations: dict[str, PopulationFigure],
    findings: list[Finding],
    about: list[Finding],
) -> dict[tuple[str, str | None], Figure]:
    figures: dict[tuple[str, str | None], Figure] = {}
    given = shape.figures or {}
    torn = split_numbers(document, ("figures",), given)
    indicators, locs, keys = names.indicators, names.figure_locs, names.figure_keys
    for name, raw in given.items():
        indicator = indicators.get(name)
        if indicator is None:
            if name not in torn and name not in names.other_indicators:
                known = names.all_indicators if len(findings) < MOST_GUESSES else ()
                findings.append(unknown_key(document, ("figures", name), known))
        elif indicator.parts:
            others = names.other_parts.get(name, ())
            read = read_composite(document, locs[name], raw, indicator, populations, others)
            figures.update(read.figures)
            findings += read.unknown
            about += read.about
        else:
            figures[keys[name]] = read_figure(document, locs[name], raw, indicator, populations)
    for owner, finding in torn.values():
        kept = figures.get((owner, None))
        if kept is None:
            findings.append(finding)
        else:
            figures[owner, None] = kept._replace(findings=(*kept.findings, finding))
    return figures
