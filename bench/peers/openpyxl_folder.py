"""Read every cell of every workbook in a folder with openpyxl, as a user's own program would.

That is what `ttdt import` is measured against. It checks nothing, and puts nothing anywhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import load_workbook


def main(folder: Path) -> None:
    """Print how many cells of the folder's workbooks hold something."""
    cells = 0
    for path in sorted(folder.glob("*.xlsx")):
        book = load_workbook(path, data_only=True)
        for sheet in book:
            for row in sheet.iter_rows(values_only=True):
                cells += sum(value is not None for value in row)
    print(cells)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
