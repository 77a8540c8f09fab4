"""`ttdt check`: every finding in one run."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ttdt import __version__
from ttdt.app.resolving import one_of, pick_format, pick_period, pick_units, unknown_word
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of, write_output
from ttdt.cli.options import Output
from ttdt.cli.session import Session
from ttdt.cli.terminal import progress
from ttdt.errors import TtdtError
from ttdt.output.findings import FORMATS, CheckOutput, load
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.atomic_writing import problem
from ttdt.workspace.locating import DISTRICTS, PLAN_PATTERN, current_folder, find_root, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttdt.finding import Finding
    from ttdt.rules.runner import CheckResult

FOUND = 1
COULD_NOT_CHECK = 2
LEVELS = ("error", "warning")

SUFFIXES: dict[str, tuple[str, ...]] = dict.fromkeys(FORMATS, ()) | {
    "full": (".txt",),
    "json": (".json",),
    "sarif": (".sarif",),
    "junit": (".xml",),
}
"""The formats, and the file names that mean them."""

app = new_app()


class Also(NamedTuple):
    """A further output of the same run."""

    format: str
    path: Path


@app.command(
    cls=Command,
    help=N_("Find everything that is wrong with the plan and the submissions."),
    epilog="ttdt check\n"
    "ttdt check data/districts/bac-ai\n"
    "ttdt check --format concise --fail-level warning\n"
    "ttdt check --format github --also sarif=ttdt.sarif\n"
    "ttdt check - --as bac-ai/2024-Q2 < draft.yaml",
)
def check(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]…",
            help=N_("Files or folders; the whole workspace if left out; - is stdin."),
        ),
    ] = None,
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="UNIT/PERIOD", help=N_("Whose submission comes on stdin.")),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=N_("full, concise, json, github, gitlab, sarif or junit."),
        ),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also",
            metavar="FORMAT=FILE",
            help=N_("Write the findings in another format too; may be repeated."),
        ),
    ] = None,
    fail_level: Annotated[
        str,
        typer.Option(
            "--fail-level",
            metavar="error|warning",
            show_default=False,
            help=N_("Exit with 1 from this severity on; error if left out."),
        ),
    ] = "error",
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE",
            help=N_("Only these rules: TT201, TT2xx; may be repeated."),
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="CODE", help=N_("Not these rules: TT303, TT3xx; may be repeated.")
        ),
    ] = None,
    output: Output = None,
) -> int:
    """Print the findings and return the exit code."""
    session: Session = ctx.obj
    one_of("--fail-level", fail_level, LEVELS)
    target = file_of(output)
    name = pick_format(format_, target, SUFFIXES, _usual_format())
    outputs = [_also(word) for word in also or ()]
    _refuse_one_file_for_two([extra.path for extra in outputs] + ([target] if target else []))
    chosen, refused = _codes("--select", select), _codes("--ignore", ignore)
    done, sources = _survey(session, tuple(paths or ()), as_)
    from ttdt.rules import RULES
    from ttdt.yaml import read_lines

    findings = tuple(
        finding
        for finding in done.findings
        if (not chosen or finding.code in chosen) and finding.code not in refused
    )
    emission = CheckOutput(
        findings=findings,
        checked=done.checked,
        language=session.language,
        sources=sources or {path: read_lines(Path(path)) for path in {f.path for f in findings}},
        version=__version__,
        rules=RULES,
        root=current_folder().as_posix(),
    )
    for extra in outputs:
        write_output(extra.path, load(extra.format)(emission))
    colored = replace(emission, color=target is None and session.colored)
    session.deliver(load(name)(colored), target)
    _summary(session, done, findings)
    if set(done.unplanned) - {finding.path for finding in findings}:
        # What was asked for hangs on a plan whose errors were not: silence would say it is sound.
        return COULD_NOT_CHECK
    failing = findings if fail_level == "warning" else [f for f in findings if f.is_error]
    return FOUND if failing else 0


def _usual_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"


def _also(word: str) -> Also:
    name, equals, path = word.partition("=")
    if not equals or not path:
        raise TtdtError(gettext_lazy("--also: “{word}” is not of the form FORMAT=FILE", word=word))
    return Also(one_of("--also", name, tuple(FORMATS)), Path(path))


def _refuse_one_file_for_two(paths: list[Path]) -> None:
    """Raise `TtdtError` where an output would take the place of another."""
    seen: set[str] = set()
    for path in paths:
        place = os.path.abspath(path)  # noqa: PTH100 - a link is a place of its own
        if place in seen:
            raise TtdtError(
                gettext_lazy(
                    "two outputs would go to {path}; give each its own file", path=str(path)
                )
            )
        seen.add(place)


def _codes(option: str, words: list[str] | None) -> frozenset[str]:
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


def _survey(
    session: Session, paths: tuple[str, ...], as_: str | None
) -> tuple[CheckResult, dict[str, tuple[str, ...]]]:
    """Return what is wrong with what was named, and the lines of what is in no file."""
    if "-" in paths:
        if len(paths) > 1:
            raise TtdtError(gettext_lazy("- is checked alone; name no other path beside it"))
        return _stdin(session, as_)
    if as_ is not None:
        raise TtdtError(gettext_lazy("--as goes only with -, the submission on stdin"))
    from ttdt.rules.runner import CheckResult, check_workspace

    if not paths:
        root = session.location.root()
        with progress(session) as step:
            return check_workspace(root, shown(root), progress=step), {}
    by_root: dict[Path, list[Path]] = {}
    for word in paths:
        path = Path(word)
        by_root.setdefault(_root_of(session, path), []).append(path)
    with progress(session) as step:
        parts = [
            check_workspace(
                root,
                shown(root),
                wanted=_below(root, named),
                progress=step,
            )
            for root, named in by_root.items()
        ]
    whole = CheckResult(
        tuple(sorted((f for part in parts for f in part.findings), key=lambda f: f.sort_key)),
        tuple(sorted(path for part in parts for path in part.checked)),
        tuple(path for part in parts for path in part.unplanned),
    )
    return whole, {}


def _root_of(session: Session, path: Path) -> Path:
    """Return the workspace that a file or folder belongs to."""
    if not os.path.lexists(path):
        raise TtdtError(gettext_lazy("{path} does not exist", path=str(path)))
    if session.location.named is not None:
        root = session.location.root()
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
    raise TtdtError(
        gettext_lazy(
            "{path} belongs to no workspace: no plan lies beside it or above it", path=str(path)
        )
    )


def _is_within(path: Path, folder: Path) -> bool:
    return (path.parent.resolve() / path.name).is_relative_to(folder.resolve())


def _below(root: Path, named: list[Path]) -> Callable[[str], bool]:
    """Return whether a path of the workspace is one of those named, or lies in one of them."""
    top = root.resolve()
    absolute = [path.parent.resolve() / path.name for path in named]
    if any(top.is_relative_to(path) for path in absolute):
        return lambda _path: True
    place = shown(root)
    wanted = tuple((place / path.relative_to(top)).as_posix() for path in absolute)
    folders = tuple(f"{path}/" for path in wanted)
    return lambda path: path in wanted or path.startswith(folders)


def _stdin(session: Session, as_: str | None) -> tuple[CheckResult, dict[str, tuple[str, ...]]]:
    """Return what is wrong with the submission on stdin, as if it lay in its place; its lines."""
    unit, slash, word = (as_ or "").partition("/")
    if not slash:
        raise TtdtError(gettext_lazy("name whose submission comes on stdin: --as bac-ai/2024-Q2"))
    from ttdt.rules.runner import SubmissionOverride, check_workspace
    from ttdt.workspace.workspace import Workspace
    from ttdt.yaml import MAX_BYTES, parse, split_lines

    root = session.location.root()
    workspace = Workspace(root, shown(root))
    period = pick_period(word, workspace.years[0])
    years = {year for year in (period.year, period.year + 1) if year in workspace.years}
    if not years:
        workspace.plan(period.year)
    (unit,) = pick_units((unit,), workspace.plan(min(years)))
    path = (shown(root) / DISTRICTS / unit / f"{period.id}.yaml").as_posix()
    if sys.stdin is None:
        raise TtdtError(gettext_lazy("stdin is closed, so there is nothing to check"))
    try:
        content = sys.stdin.buffer.read(MAX_BYTES + 1) or b""
    except OSError as error:
        raise TtdtError(
            gettext_lazy("stdin could not be read: {error}", error=problem(error))
        ) from None
    instead = SubmissionOverride(unit, period, parse(content, path))
    done = check_workspace(root, shown(root), wanted=path.__eq__, instead=instead)
    return done, {path: split_lines(content)}


def _summary(session: Session, done: CheckResult, findings: tuple[Finding, ...]) -> None:
    """Say on stderr what the run came to, and what it could not look at."""
    gettext, ngettext = session.language.gettext, session.language.ngettext
    for plan in done.unplanned:
        session.note(
            gettext("{path} has errors, so no submission was checked against it", path=plan)
        )
    if session.quiet:
        return
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    session.note(
        gettext(
            "{files}: {errors}, {warnings}",
            files=ngettext("{n} file checked", "{n} files checked", len(done.checked)),
            errors=ngettext("{n} error", "{n} errors", errors),
            warnings=ngettext("{n} warning", "{n} warnings", warnings),
        )
    )
