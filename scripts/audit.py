"""Whether the packages that ttdt needs have known weaknesses, where that can be asked.

Exits with 1 if there is one, and with 0 if there is none or nobody could be asked, which it says.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FILES = ("requirements/run.txt", "requirements/build.txt")
SECONDS = 60
SECONDS_OF_ONE_ANSWER = 5


def known(files: tuple[str, ...]) -> list[dict[str, Any]] | None:
    """Return what pip-audit knows of each package pinned in files, None where it cannot ask."""
    command = [
        sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--format=json",
        "--progress-spinner=off", f"--timeout={SECONDS_OF_ONE_ANSWER}",
        *(f"--requirement={ROOT / file}" for file in files),
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 - a list of our own, and no shell
            command, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    return packages


def weaknesses(packages: list[dict[str, Any]]) -> list[str]:
    """Return a line for each known weakness of packages."""
    return [
        f"{package['name']} {package['version']}: {weakness['id']}, mended in "
        f"{', '.join(weakness['fix_versions']) or 'no version yet'}"
        for package in packages
        for weakness in package.get("vulns", ())
    ]


def summary(packages: list[dict[str, Any]] | None) -> str:
    """Return what is said where no weakness is found."""
    if packages is None:
        return "pip-audit cannot reach its data here, so it is skipped"
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    asked = len(packages) - len(unknown)
    if unknown and not asked:
        return "pip-audit's source has no data here, so it is skipped"
    return f"No known weakness in {asked} packages" + (
        f"; nothing is known of {', '.join(unknown)}" if unknown else ""
    )


def main() -> int:
    """Print what was found."""
    packages = known(FILES)
    found = weaknesses(packages or [])
    print("\n".join(found) or summary(packages))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
