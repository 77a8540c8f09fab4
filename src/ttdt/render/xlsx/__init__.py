"""The report as a workbook of Excel: real numbers, and a sheet of formulas that checks them."""

from ttdt.render.xlsx.report import render

__all__ = ["render"]
