"""Build the site, or the pictures of its gallery: `make docs`, `make gallery`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from website import gallery, site


def main() -> int:
    """Build what is asked for, and return 1 where something is wrong with the site."""
    parser = argparse.ArgumentParser(prog="python -m website", description=__doc__)
    parser.add_argument("what", choices=["site", "gallery"])
    parser.add_argument("--into", type=Path, required=True, help="the folder of the site")
    parser.add_argument("--pictures", type=Path, required=True, help="the folder of the gallery")
    asked = parser.parse_args()
    if asked.what == "gallery":
        for missing in gallery.make(asked.pictures.resolve()):
            print(missing, file=sys.stderr)
        print(f"pictures: {asked.pictures}")
        return 0
    built = site.build(asked.into.resolve(), asked.pictures.resolve())
    for problem in built.problems:
        print(problem, file=sys.stderr)
    if not asked.pictures.is_dir():
        print("The gallery has no pictures; `make gallery` makes them.", file=sys.stderr)
    print(f"{built.pages} pages: {asked.into / 'index.html'}")
    return int(bool(built.problems))


if __name__ == "__main__":
    sys.exit(main())
