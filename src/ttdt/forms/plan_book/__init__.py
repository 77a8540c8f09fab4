"""The plan as a workbook, out and in again: sheets of rows, held against the file they came of."""
