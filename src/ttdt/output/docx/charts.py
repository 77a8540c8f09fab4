"""Charts that Word itself draws and lets one edit: XlsxWriter makes them, Word takes them over."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from xlsxwriter import Workbook

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.model import Style
from ttdt.output.docx.markup import FONT
from ttdt.output.docx.styles import language_tag
from ttdt.output.palette import Tint, tint_of
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from ttdt.document.model import AnyStyle, Chart, Series

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_LONGEST_LABEL, _LONGEST_TITLE = 48, 90
_LABEL_PARTS = (
    "showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize",
)  # fmt: skip
"""What a label can show, in the order of the markup; LibreOffice shows what is not denied."""


_PLAIN_TINTS: Mapping[AnyStyle, Tint] = {
    Style.STRONG: Tint("000000", "1F4E79"),
    Style.QUIET: Tint("000000", "BFBFBF"),
}
"""Of bars that are no verdicts: numbers stand beside them, in black."""


def add_chart(document: Document, chart: Chart, made: date, code: str) -> Paragraph:
    """Add a chart with the workbook it can be edited in; `code` is the language of its texts."""
    book = _workbook(chart, made)
    package = document.part.package
    number = 1 + sum(rel.reltype == RELATIONSHIP_TYPE.CHART for rel in document.part.rels.values())
    workbook = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _SHEET_TYPE, book, package)
    part = XmlPart(
        PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, _chart_in(book), package
    )
    _adapt(part.element, part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE), language_tag(code))
    paragraph = document.add_paragraph()
    run = paragraph.add_run()
    key = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    run._r.append(_drawing(chart, number, key))  # noqa: SLF001
    return paragraph


def _chart_in(book: bytes) -> BaseOxmlElement:
    """Return the chart that a workbook holds."""
    with ZipFile(BytesIO(book)) as parts:
        drawn: BaseOxmlElement = parse_xml(parts.read("xl/charts/chart1.xml"))
    return drawn


def _adapt(drawn: BaseOxmlElement, link: str, language: str) -> None:
    """Fit a chart for Word: with the workbook behind it, and labels of values alone."""
    for labels in drawn.iter(qn("c:dLbls")):
        labels.remove(labels.find(qn("c:showVal")))
        labels.extend(_setting(name, "1" if name == "showVal" else "0") for name in _LABEL_PARTS)
    drawn.find(qn("c:lang")).set("val", language)
    drawn.find(qn("c:chart")).addprevious(_setting("roundedCorners", "0"))
    data = OxmlElement("c:externalData")
    data.set(qn("r:id"), link)
    data.append(_setting("autoUpdate", "0"))
    drawn.find(qn("c:printSettings")).addprevious(data)


def _setting(name: str, value: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(f"c:{name}")
    made.set("val", value)
    return made


def _drawing(chart: Chart, number: int, key: str) -> object:
    width, height = Mm(165), Mm(_height(chart))
    drawing = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(width)}" cy="{int(height)}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Chart {number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f' r:id="{key}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    described = drawing.find(f"{qn('wp:inline')}/{qn('wp:docPr')}")
    described.set("title", escape_invisible(chart.title))
    described.set("descr", escape_invisible(chart.description))
    return drawing


def _height(chart: Chart) -> float:
    """Return the height in millimetres that leaves every bar legible."""
    bars = len(chart.labels) * (1 if chart.is_stacked else len(chart.series))
    return min(28 + bars * (6 if chart.is_stacked else 3.6), 225)


def _workbook(chart: Chart, made: date) -> bytes:
    """Return a workbook with the chart's numbers and the chart, the same bytes each time."""
    buffer = BytesIO()
    book = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"created": datetime.combine(made, time()), "author": "ttdt"})
    sheet = book.add_worksheet("Data")
    rows = len(chart.labels)
    for place, label in enumerate(chart.labels, 1):
        sheet.write_string(place, 0, _short(label))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, _short(series.name))
        for place, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(place, column, float(value))
    kind = {"type": "bar", "subtype": "stacked"} if chart.is_stacked else {"type": "bar"}
    drawn = book.add_chart(kind)
    font = {"name": FONT, "size": 9}
    for column, series in enumerate(chart.series, 1):
        tint = tint_of(series.style) or _PLAIN_TINTS.get(series.style, _PLAIN_TINTS[Style.STRONG])
        drawn.add_series(
            {
                "name": ["Data", 0, column],
                "categories": ["Data", 1, 0, rows, 0],
                "values": ["Data", 1, column, rows, column],
                "fill": {"color": f"#{tint.ground}"},
                "border": {"color": "#404040", "width": 0.5},
                "data_labels": {
                    "value": True,
                    "num_format": _pattern(series) if chart.is_stacked else "General",
                    "font": {**font, "color": f"#{tint.ink}"},
                },
                "gap": 40,
            }
        )
    drawn.set_title(
        {"name": _short(chart.title, _LONGEST_TITLE), "name_font": {"name": FONT, "size": 11}}
    )
    drawn.set_legend({"position": "bottom", "font": font})
    # Read from top to bottom as the table is, so the numbers' axis lies on top, where it is hidden.
    drawn.set_y_axis({"reverse": True, "num_font": font, "line": {"color": "#404040"}})
    drawn.set_x_axis(
        {
            "visible": False,
            "major_gridlines": {"visible": False},
            "min": chart.start,
            "num_font": font,
        }
    )
    sheet.insert_chart("E2", drawn)
    book.close()
    return buffer.getvalue()


def _pattern(series: Series) -> str:
    """Return how numbers are written: a verdict's symbol tells the bars apart without colours."""
    if not isinstance(series.style, Status):
        return "General;;"
    return f'"{wording.SYMBOLS[series.style]} "General;;'


def _short(text: str, most: int = _LONGEST_LABEL) -> str:
    text = escape_invisible(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"
