"""Write the JSON Schemas of the shipped plan and its submissions, or check that they are current.

They are what `ttdt schema` prints, in the language that the files' authors read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ttdt.document.submission_contents import submission_contents
from ttdt.plan import read_plan
from ttdt.schema.json_schema import plan_schema, submission_schema
from ttdt.text.conventions import DEFAULT_LANGUAGE
from ttdt.text.json_writing import dumps
from ttdt.text.language import Language
from ttdt.yaml import read

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "data" / "targets-2024.yaml"
FOLDER = ROOT / "schemas"


def main(arguments: list[str]) -> int:
    """Write the schemas, or with `--check` compare them, and return the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: schemas.py [--check]", file=sys.stderr)
        return 2
    stale = [path for path, text in schemas().items() if _differs(path, text)]
    if arguments:
        for path in stale:
            shown = path.relative_to(ROOT)
            print(f"{shown}: stale; run: make generated", file=sys.stderr)
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for path in stale:
        path.write_text(schemas()[path], encoding="utf-8", newline="\n")
    return 0


def schemas() -> dict[Path, str]:
    """Return every schema by the file it belongs in."""
    language = Language(DEFAULT_LANGUAGE)
    plan, findings = read_plan(read(PLAN, PLAN.name))
    if plan is None:
        raise SystemExit("\n".join(language.translate(finding.message) for finding in findings))
    contents = submission_contents(plan, language)
    return {
        FOLDER / "plan.schema.json": dumps(plan_schema(language)),
        FOLDER / "submission.schema.json": dumps(submission_schema(contents, language)),
    }


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_bytes() != text.encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
