"""Everything that is wrong with the plan and the submissions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.app.outcome import ExitCode
from ttdt.app.resolving import one_of, pick_period, pick_units, unknown_word
from ttdt.errors import TtdtError
from ttdt.finding import bounded
from ttdt.text.message import gettext_lazy
from ttdt.workspace.locating import PLAN_PATTERN, current_folder, find_root, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ttdt.app.locating import WorkspaceLocation
    from ttdt.finding import Finding
    from ttdt.rules.runner import CheckResult

LEVELS = ("error", "warning")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """What is to be checked, by which rules, and what counts as a failure."""

    paths: Sequence[str] = ()
    """Files and folders; the whole workspace without any, `-` for `stdin`."""
    whose: str | None = None
    """UNIT/PERIOD of the submission on stdin."""
    stdin: Callable[[], bytes]
    """Gives what stands on stdin."""
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    fail_level: str = "error"
    progress: Callable[[int, int], None]
    """Is told how many of all files are done."""


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What was found, in what, and how the run went."""

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    unplanned: tuple[str, ...]
    """The plans with errors, against which no submission was checked."""
    sources: Mapping[str, tuple[str, ...]]
    """The lines of the files with findings."""
    code: ExitCode


def run_check(request: CheckRequest, location: WorkspaceLocation) -> CheckOutcome:
    """Return what is wrong with what was named; raises `TtdtError` where that is nothing."""
    one_of("--fail-level", request.fail_level, LEVELS)
    chosen, refused = _codes("--select", request.select), _codes("--ignore", request.ignore)
    done, sources = _run(request, location)
    findings = tuple(
        finding
        for finding in done.findings
        if (not chosen or finding.code in chosen) and finding.code not in refused
    )
    if not sources:
        from ttdt.yaml import read_lines

        sources = {path: read_lines(Path(path)) for path in {one.path for one in findings}}
    code = ExitCode.DONE
    if set(done.unplanned) - {finding.path for finding in findings}:
        # What was asked for hangs on a plan whose errors were not: silence would say it is sound.
        code = ExitCode.COULD_NOT_RUN
    elif any(one.is_error or request.fail_level == "warning" for one in findings):
        code = ExitCode.INVALID_DATA
    return CheckOutcome(findings, done.checked, done.unplanned, sources, code)


def _codes(option: str, words: Sequence[str]) -> frozenset[str]:
    """Return the codes that words such as `TT201`, `TT2xx`, `TT2` and `TT201,TT3` stand for."""
    if not words:
        return frozenset()
    from ttdt.rules import RULES

    codes: set[str] = set()
    for word in (part.strip() for asked in words for part in asked.split(",")):
        beginning = word.upper().removesuffix("XX")
        found = {code for code in RULES if word and code.startswith(beginning)}
        if not found or len(beginning) < len("TT0"):
            raise TtdtError(unknown_word(option, word, RULES, tuple(RULES)))
        codes |= found
    return frozenset(codes)


def _run(
    request: CheckRequest, location: WorkspaceLocation
) -> tuple[CheckResult, Mapping[str, tuple[str, ...]]]:
    """Return what is wrong with what was named, and the lines of what is in no file."""
    if "-" in request.paths:
        if len(request.paths) > 1:
            raise TtdtError(gettext_lazy("- is checked alone; name no other path beside it"))
        return _stdin(request, location)
    if request.whose is not None:
        raise TtdtError(gettext_lazy("--as goes only with -, the submission on stdin"))
    from ttdt.rules.runner import CheckResult, check_workspace

    if not request.paths:
        root = location.root()
        return check_workspace(root, shown(root), progress=request.progress), {}
    by_root: dict[Path, list[Path]] = {}
    parts: list[CheckResult] = []
    for word in request.paths:
        path = Path(word)
        owner = _root_of(location, path)
        if owner is None:
            parts.append(_lone_plan(path))
        else:
            by_root.setdefault(owner, []).append(path)
    for root, named in by_root.items():
        done = check_workspace(
            root, shown(root), wanted=_below(root, named), progress=request.progress
        )
        parts.append(done)
        if not done.unplanned:
            _refuse_unread(root, named, done)
    whole = CheckResult(
        tuple(sorted((f for part in parts for f in part.findings), key=lambda f: f.sort_key)),
        tuple(sorted(path for part in parts for path in part.checked)),
        tuple(path for part in parts for path in part.unplanned),
    )
    return whole, {}


def _refuse_unread(root: Path, named: list[Path], done: CheckResult) -> None:
    """Raise `TtdtError` for a file that was named and that nothing looked at.

    Where its folder is no unit's, the folder's error says so.
    """
    seen = {*done.checked, *(finding.path for finding in done.findings)}
    wrong = {finding.path for finding in done.findings if finding.is_error}
    for path in named:
        place = shown(root) / (path.parent.resolve() / path.name).relative_to(root.resolve())
        is_told = place.as_posix() in seen or any(one.as_posix() in wrong for one in place.parents)
        if not path.is_dir() and not is_told:
            raise TtdtError(
                gettext_lazy(
                    "{path} is no plan and no submission by its name and place, so it was not"
                    " checked; a submission is districts/UNIT/PERIOD.yaml, one of a unit below"
                    " another districts/UNIT/UNIT/PERIOD.yaml",
                    path=str(path),
                )
            )


def _lone_plan(path: Path) -> CheckResult:
    """Return what is wrong with a plan that lies in no workspace; raises where it is no plan."""
    from ttdt.plan import read_whole_plan
    from ttdt.rules.runner import CheckResult, check_plan
    from ttdt.yaml import PLAN_LIMITS, read

    document = read(path, shown(path).as_posix(), PLAN_LIMITS)
    said = document.data if isinstance(document.data, dict) else {}
    if document.readable and not {"indicators", "units"} & said.keys():
        raise TtdtError(
            gettext_lazy(
                "{path} belongs to no workspace: no plan lies beside it or above it", path=str(path)
            )
        )
    errors, sound = read_whole_plan(document)
    findings = [*errors, *(() if sound is None else check_plan(sound, document))]
    findings.sort(key=lambda finding: finding.sort_key)
    return CheckResult(tuple(bounded(findings)), (document.path,))


def _root_of(location: WorkspaceLocation, path: Path) -> Path | None:
    """Return the workspace that a file or folder belongs to, or None of a file outside of all."""
    if not os.path.lexists(path):
        raise TtdtError(gettext_lazy("{path} does not exist", path=str(path)))
    if location.named is not None:
        root = location.root()
        if _is_within(path, root) or _is_within(root, path):
            return root
        raise TtdtError(
            gettext_lazy("{path} is not in the workspace {root}", path=str(path), root=str(root))
        )
    current_folder()
    # Not resolved as a whole: a link belongs to the workspace it lies in, wherever it leads.
    absolute = path.parent.resolve() / path.name
    for folder in (absolute, *absolute.parents):
        if folder.is_dir() and next(folder.glob(PLAN_PATTERN), None) is not None:
            return folder
    below = find_root(absolute if absolute.is_dir() else absolute.parent)
    if below is not None and _is_within(below, absolute):
        return below
    if path.is_file() and path.suffix.lower() in {".yaml", ".yml"}:
        return None
    raise TtdtError(
        gettext_lazy(
            "{path} belongs to no workspace: no plan lies beside it or above it", path=str(path)
        )
    )


def _is_within(path: Path, folder: Path) -> bool:
    return (path.parent.resolve() / path.name).is_relative_to(folder.resolve())


def _below(root: Path, named: list[Path]) -> Callable[[str], bool]:
    """Return whether a path of the workspace is one of those named, or one lies in the other.

    What is wrong with the folder of a file is wrong with the file.
    """
    top = root.resolve()
    absolute = [path.parent.resolve() / path.name for path in named]
    if any(top.is_relative_to(path) for path in absolute):
        return lambda _path: True
    place = shown(root)
    wanted = tuple((place / path.relative_to(top)).as_posix() for path in absolute)
    folders = tuple(f"{path}/" for path in wanted)
    around = {parent.as_posix() for path in wanted for parent in Path(path).parents}
    return lambda path: path in wanted or path in around or path.startswith(folders)


def _stdin(
    request: CheckRequest, location: WorkspaceLocation
) -> tuple[CheckResult, Mapping[str, tuple[str, ...]]]:
    """Return what is wrong with the submission on stdin, as if it lay in its place; its lines."""
    unit, slash, word = (request.whose or "").partition("/")
    if not slash:
        raise TtdtError(gettext_lazy("name whose submission comes on stdin: --as bac-ai/2024-Q2"))
    from ttdt.rules.runner import SubmissionOverride, check_workspace
    from ttdt.workspace.workspace import Workspace
    from ttdt.yaml import parse, split_lines

    root = location.root()
    workspace = Workspace(root, shown(root))
    period = pick_period(word, workspace.years[0])
    years = {year for year in (period.year, period.year + 1) if year in workspace.years}
    if not years:
        workspace.plan(period.year)
    plan = workspace.plan(min(years))
    (unit,) = pick_units((unit,), plan)
    path = shown(root).joinpath(*plan.areas[unit].folder, f"{period.id}.yaml").as_posix()
    content = request.stdin()
    instead = SubmissionOverride(unit, period, parse(content, path))
    done = check_workspace(root, shown(root), wanted=path.__eq__, instead=instead)
    return done, {path: split_lines(content)}
