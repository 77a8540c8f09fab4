"""What the sheets of a workbook say besides values, from the XML itself."""

from __future__ import annotations

import io
import zipfile

import pytest

from ttdt.errors import TtdtError
from ttdt.excel.metadata import ods_metadata, xlsx_metadata

WORKBOOK = (
    '<workbook xmlns:r="r"><sheets><sheet name="Q3" r:id="rId1"/>'
    '<sheet name="gone" r:id="rId9"/></sheets></workbook>'
)
RELATIONS = '<Relationships><Relationship Id="rId1" Target="worksheets/one.xml"/></Relationships>'
STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.0%"/>'
    '<numFmt numFmtId="171" formatCode="0.0&quot;%&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="171"/>'
    "</cellXfs>"
    "</styleSheet>"
)
SHEET = (
    "<worksheet><sheetData>"
    '<row r="1"><c r="A1"><v>1</v></c><c><f>A1</f><v>1</v></c><c r="D1"><f>A1</f></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" s="1"><v>0.5</v></c></row>'
    '<row><c r="B3" s="2"><v>0.5</v></c><c r="C3" s="3"><v>5</v></c><c r="D3" s="1"/></row>'
    '<row r="9"><c r="B9">{far}</c></row>'
    "</sheetData></worksheet>"
)
ODS = (
    '<document xmlns:t="t" xmlns:o="o"><t:table t:name="Q3">'
    '<t:table-row><t:table-cell o:value-type="float" t:number-columns-repeated="2"/>'
    '<t:table-cell o:value-type="percentage"/>'
    '<t:table-cell t:formula="=1" o:value-type="float"/></t:table-row>'
    '<t:table-row t:number-rows-repeated="3"/>'
    '<t:table-row t:visibility="collapse">'
    '<t:table-cell t:number-columns-spanned="2" t:number-rows-spanned="1"/>'
    '<t:covered-table-cell/><t:table-cell c:value-type="error" xmlns:c="c"/></t:table-row>'
    '<t:table-row t:number-rows-repeated="1000000"><t:table-cell {far}/></t:table-row>'
    "</t:table></document>"
)


def packed(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, text in members.items():
            package.writestr(name, text)
    return made.getvalue()


def xlsx(sheet: str) -> bytes:
    return packed(
        **{
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/styles.xml": STYLES,
            "xl/worksheets/one.xml": sheet,
        }
    )


def test_an_xlsx() -> None:
    found = xlsx_metadata(xlsx(SHEET.format(far="")), 5, 10)
    assert list(found) == ["Q3"]
    sheet = found["Q3"]
    assert sheet.formulas == {(0, 1), (0, 3)}
    assert sheet.without_value == {(0, 3)}
    assert sheet.errors == {(1, 0): "#REF!"}
    # A percent sign in quotes shows no percentage, and an empty cell shows nothing.
    assert sheet.percents == {(1, 1), (2, 1)}
    assert sheet.hidden_rows == {1}
    assert sheet.merged == []
    assert sheet.far is None


def test_what_lies_beyond_all_bounds() -> None:
    assert xlsx_metadata(xlsx(SHEET.format(far="<v>1</v>")), 5, 10)["Q3"].far == "B9"
    assert xlsx_metadata(xlsx(SHEET.format(far="<v>1</v>")), 9, 10)["Q3"].far is None
    odd = '<worksheet><c r="ZZZZ1"><v>1</v></c></worksheet>'
    assert xlsx_metadata(xlsx(odd), 5, 10)["Q3"].far == "ZZZZ1"


def test_an_ods() -> None:
    sheet = ods_metadata(packed(**{"content.xml": ODS.format(far="")}), 50, 10)["Q3"]
    assert sheet.percents == {(0, 2)}
    assert sheet.formulas == {(0, 3)}
    assert sheet.errors == {(4, 2): "#"}
    assert sheet.hidden_rows == {4}
    assert sheet.merged == [((4, 0), (4, 1))]
    assert sheet.far is None
    content = packed(**{"content.xml": ODS.format(far='o:value-type="float"')})
    assert ods_metadata(content, 50, 10)["Q3"].far is None
    assert ods_metadata(content, 5, 10)["Q3"].far == "6"


@pytest.mark.parametrize("text", ["<a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_xml_that_is_none_or_declares_things(text: str) -> None:
    with pytest.raises(TtdtError):
        ods_metadata(packed(**{"content.xml": text}), 5, 5)
    with pytest.raises(TtdtError):
        xlsx_metadata(xlsx(text), 5, 5)


def test_what_is_repeated_in_an_ods_holds_for_every_cell() -> None:
    text = (
        '<document xmlns:t="t" xmlns:o="o"><t:table t:name="Q3">'
        '<t:table-row t:number-rows-repeated="2" t:visibility="filter">'
        '<t:table-cell o:value-type="percentage" t:number-columns-repeated="2"/>'
        '<t:table-cell t:formula="=1"/></t:table-row></t:table></document>'
    )
    sheet = ods_metadata(packed(**{"content.xml": text}), 50, 10)["Q3"]
    assert sheet.percents == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert sheet.hidden_rows == {0, 1}
    assert sheet.without_value == {(0, 2)}


def test_a_cell_repeated_over_a_whole_ods_is_far_outside_of_a_form() -> None:
    row = '<t:table-cell o:value-type="float" t:number-columns-repeated="16384"/>'
    text = (
        '<document xmlns:t="t" xmlns:o="o"><t:table t:name="Q3">'
        f'<t:table-row t:number-rows-repeated="1048576">{row}</t:table-row></t:table></document>'
    )
    assert ods_metadata(packed(**{"content.xml": text}), 2_000, 1_000)["Q3"].far == "1"


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "shift_jis", "idna", "none-such"])
def test_an_encoding_that_the_parser_does_not_know(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><worksheet/>'
    with pytest.raises(TtdtError):
        xlsx_metadata(xlsx(text), 5, 5)
