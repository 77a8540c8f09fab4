"""The report as a workbook of Excel: real numbers, and a sheet of formulas that checks them."""

from ttdt.output.xlsx.report import render

__all__ = ["render"]
