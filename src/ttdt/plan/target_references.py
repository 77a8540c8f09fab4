"""What no single value of a target shows: comparators, units and periods that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.finding import Finding
from ttdt.period import parse_id
from ttdt.plan.rules import (
    KEY_OF_ANOTHER_MEASURE,
    TARGET_WITHOUT_ONE_COMPARATOR,
    UNKNOWN_UNIT_IN_TARGET,
)
from ttdt.plan.targets import Comparator
from ttdt.schema.rules import MALFORMED_VALUE
from ttdt.schema.validation import unknown_word
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ttdt.schema.targets import ComparisonShape, TargetShape
    from ttdt.yaml import Loc, YamlDocument


def target_problems(
    units: Collection[str], target: TargetShape, document: YamlDocument, loc: Loc
) -> Iterator[Finding]:
    """Yield what is wrong with a target and what it was changed to, which stands at `loc`."""
    yield from _comparison_problems(units, target, document, loc)
    for place, amended in enumerate(target.amended or ()):
        inner = (*loc, "amended", place)
        yield from _comparison_problems(units, amended, document, inner)
        yield from period_problems((*inner, "from"), amended.from_, document)


def _comparison_problems(
    units: Collection[str],
    target: ComparisonShape,
    document: YamlDocument,
    loc: Loc,
) -> Iterator[Finding]:
    given = [name for name in Comparator if getattr(target, name) is not None]
    if len(given) != 1:
        message = gettext_lazy(
            "a target needs exactly one of: {words}", words=tuple(str(name) for name in Comparator)
        )
        yield Finding(TARGET_WITHOUT_ONE_COMPARATOR, document.path, document.span(*loc), message)
    if target.tolerance is not None and target.about is None:
        message = gettext_lazy("a tolerance goes only with “about”")
        span = document.key_span(*loc, "tolerance")
        yield Finding(KEY_OF_ANOTHER_MEASURE, document.path, span, message)
    for unit in target.by_unit or {}:
        if unit not in units:
            finding = unknown_word(document, (*loc, "by_unit", unit), unit, units)
            span = document.key_span(*loc, "by_unit", unit)
            yield Finding(UNKNOWN_UNIT_IN_TARGET, finding.path, span, finding.message)


def period_problems(loc: Loc, said: str, document: YamlDocument) -> Iterator[Finding]:
    """Yield what is wrong with a period that a plan names."""
    if parse_id(said) is None:
        message = gettext_lazy(
            "“{period}” is not a period; write it as 2024-Q2, 2024-06, 2024-H1, 2024-9M or 2024",
            period=said,
        )
        yield Finding(MALFORMED_VALUE, document.path, document.span(*loc), message)
