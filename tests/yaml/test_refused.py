from __future__ import annotations

import pytest

from ttdt.text.language import Language
from ttdt.yaml import YamlDocument, parse

pytestmark = pytest.mark.usefixtures("_both_parsers")


def problems(document: YamlDocument) -> list[tuple[str, int, int]]:
    assert not document.readable
    assert {finding.path for finding in document.findings} == {document.path}
    return [(found.code, found.span.line, found.span.column) for found in document.findings]


def texts(document: YamlDocument) -> list[str]:
    return [Language("en").translate(finding.message) for finding in document.findings]


@pytest.mark.parametrize(
    ("content", "place", "byte"),
    [
        ("thôn: 1\n".encode("cp1258"), ("TT002", 1, 3), "0xF4"),
        ("a: 1\n  hộ: 2\nđ: ".encode() + "Bác".encode("cp1258"), ("TT002", 3, 5), "0xE1"),
        ("a: 1\n".encode("utf-16"), ("TT002", 1, 1), "0xFF"),
        (b"\xfe\xff\x00a\x00:", ("TT002", 1, 1), "0xFE"),
        (b"\xef\xbb\xbfa: \xff\n", ("TT002", 1, 4), "0xFF"),
        (b"a: \xed\xa0\x80\n", ("TT002", 1, 4), "0xED"),
        (b"a: \xc0\xaf\n", ("TT002", 1, 4), "0xC0"),
        ("a: ộ".encode()[:-1], ("TT002", 1, 4), "0xE1"),
        (b"a: 1\r\nb: \x80\r\n", ("TT002", 2, 4), "0x80"),
    ],
)
def test_bytes_that_are_not_utf8(content: bytes, place: tuple[str, int, int], byte: str) -> None:
    document = parse(content, "f.yaml")
    assert problems(document) == [place]
    assert texts(document) == [
        f"the byte {byte} is not UTF-8 text; save the file with the encoding UTF-8"
    ]


TAB = "a tab stands here; write spaces"
COLON = (
    "a colon stands where none can; check the indentation, and put text that contains a colon"
    " and a space in quotes"
)
CHARACTER = (
    "this character cannot begin a value; put text that begins with a special character in quotes"
)
NO_COLON = "a key without its colon, or text without its quotes"
QUOTE = "a quotation mark is opened and never closed"
INDENTATION = "the indentation does not fit the lines above"
ASTRAY = "this belongs to nothing above it; check the indentation, quotes and brackets"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a:\n\tb: 1\n", (2, 1), TAB),
        ("a: 1\t\n", (1, 5), TAB),
        ("a:\t1\n", (1, 3), TAB),
        ("a: b: 1\n", (1, 5), COLON),
        ("a: 1\n b: 2\n", (2, 3), COLON),
        ("a: @x\n", (1, 4), CHARACTER),
        ("a: %x\n", (1, 4), CHARACTER),
        ("a: `x`\n", (1, 4), CHARACTER),
        ("a: 1\nb\nc: 2\n", (2, 1), NO_COLON),
        ('a: 1\nb: "x\nc: 1\n', (2, 4), QUOTE),
        ("a: 'x\n", (1, 4), QUOTE),
        ("a: [1, 2\nb: 1\n", (2, 2), "a list in brackets is not closed, or a comma is missing"),
        ("a: [1, 2}\n", (1, 9), "a list in brackets is not closed, or a comma is missing"),
        ("a: {b: 1 c: 2}\n", (1, 11), "a mapping in braces is not closed, or a comma is missing"),
        ("a:\n    b: 1\n  c: 2\n", (3, 3), INDENTATION),
        ("a: 'x' y\n", (1, 8), INDENTATION),
        ("  a: 1\nb: 2\n", (2, 1), ASTRAY),
        ("[a]\nb: 2\n", (2, 1), ASTRAY),
        ("a: - 1\n", (1, 4), "a dash stands where no list can begin"),
        ("a: |\n   \n  x\n", (3, 3), INDENTATION),
        ("a: >\n  \n    x\n", (3, 5), "a text cannot begin with a line of spaces; delete the line"),
        ('a: "\\U00110000"\n', (1, 7), "this is not YAML"),
    ],
)  # fmt: skip
def test_syntax_errors(text: str, place: tuple[int, int], message: str) -> None:
    document = parse(text.encode(), "f.yaml")
    assert problems(document) == [("TT003", *place)]
    assert texts(document) == [message]


def test_each_duplicate_key() -> None:
    document = parse(b"a: 1\nb: {c: 1, c: 2, c: 3}\n'a': 4\ntho\xcc\x82n: 1\nth\xc3\xb4n: 2\n", "f")
    assert problems(document) == [
        ("TT004", 2, 11),
        ("TT004", 2, 17),
        ("TT004", 3, 1),
        ("TT004", 5, 1),
    ]
    assert texts(document)[2] == ("the key “a” stands here a second time; it is already on line 1")


def test_anchors_and_aliases() -> None:
    document = parse(b"a: &x 1\nb: *x\nc: &y {d: 1}\n", "f.yaml")
    assert problems(document) == [("TT005", 1, 4), ("TT005", 2, 4), ("TT005", 3, 4)]
    assert texts(document)[:2] == [
        "the alias or anchor &x is not used here; write the value itself",
        "the alias or anchor *x is not used here; write the value itself",
    ]


def test_a_bomb_of_aliases_is_not_expanded() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60))]
    document = parse("\n".join(lines).encode(), "f.yaml")
    assert {code for code, _, _ in problems(document)} == {"TT005"}


def test_tags() -> None:
    document = parse(b"a: !!str 1\nb: !x {c: 1}\nd: !!python/object:os.system x\n", "f.yaml")
    assert problems(document) == [("TT006", 1, 4), ("TT006", 2, 4), ("TT006", 3, 4)]
    assert texts(document)[1] == "the tag !x is not used here; write the value alone"


@pytest.mark.parametrize(
    ("text", "line"),
    [("%YAML 1.1\n---\na: 1\n", 1), ("# c\r\n\n%TAG ! !\n---\na: 1\n", 3), ("%", 1)],
)
def test_directives(text: str, line: int) -> None:
    document = parse(text.encode(), "f.yaml")
    assert problems(document) == [("TT006", line, 1)]
    assert texts(document) == ["YAML directives are not used here; delete the line"]


def test_several_documents() -> None:
    document = parse(b"---\na: 1\n---\nb: 2\n---\nc: 3\n", "f.yaml")
    assert problems(document) == [("TT007", 3, 1)]
    assert texts(document) == ["a second document begins here; write one submission or plan a file"]


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", b"\xef\xbb\xbf", b"# only\n# comments\n", b"---\n", b"---\n...\n"]
)
def test_files_without_content(content: bytes) -> None:
    document = parse(content, "f.yaml")
    assert problems(document) == [("TT008", 1, 1)]
    assert texts(document) == [
        "the file is empty; a submission begins with unit, period and status"
    ]


def test_twenty_levels_are_read_and_not_one_more() -> None:
    assert parse(b"[" * 20 + b"]" * 20, "f.yaml").readable
    document = parse(b"[" * 21 + b"]" * 21, "f.yaml")
    assert problems(document) == [("TT009", 1, 21)]
    assert texts(document) == ["the file is nested deeper than 20 levels"]
    assert problems(parse(b"[" * 60_000, "f.yaml")) == [("TT009", 1, 21)]
    deep = "".join(f"{' ' * level}a:\n" for level in range(22))
    assert problems(parse(deep.encode(), "f.yaml")) == [("TT009", 21, 21)]


def test_too_many_values() -> None:
    assert parse(b"[" + b"1," * 19_999 + b"]", "f.yaml").readable
    document = parse(b"[" + b"1," * 20_000 + b"]", "f.yaml")
    assert problems(document) == [("TT012", 1, 40_000)]
    assert texts(document) == ["the file has more than 20,000 values"]


@pytest.mark.parametrize(
    ("text", "place", "code_point"),
    [
        ("a: \x00\n", (1, 4), "0000"),
        ("a: 1\n# \x1b[31m\n", (2, 3), "001B"),
        ("a: 1\nb: x\x7fy\n", (2, 5), "007F"),
        ("a: \x85\n", (1, 4), "0085"),
        ("a: \u2028\n", (1, 4), "2028"),
        ("a: 1\n\ufeffb: 2\n", (2, 1), "FEFF"),
        ("a: \x0c\n", (1, 4), "000C"),
        ("a: \ufffe\n", (1, 4), "FFFE"),
    ],
)
def test_control_characters(text: str, place: tuple[int, int], code_point: str) -> None:
    document = parse(text.encode(), "f.yaml")
    assert problems(document) == [("TT011", *place)]
    assert texts(document) == [
        f"the control character U+{code_point} has no place in a file of figures; delete it"
    ]


@pytest.mark.parametrize(
    "escape", ["\\0", "\\e", "\\a", "\\x7f", "\\N", "\\L", "\\u2029", "\\ud800", "\\r", "\\uffff"]
)
def test_escaped_control_characters(escape: str) -> None:
    document = parse(f'a: 1\nb: "x{escape}"\n'.encode(), "f.yaml")
    assert problems(document) == [("TT013", 2, 4)]
    assert texts(document) == ["the text holds an escaped control character; write it without"]


@pytest.mark.parametrize("text", ['"a\\0b": 1\n', '"a\\e[31m": 1\n', '{"\\ud800": 1}\n'])
def test_escaped_control_characters_in_a_key(text: str) -> None:
    assert [code for code, _, _ in problems(parse(text.encode(), "f.yaml"))] == ["TT013"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: 1\n? [b]\n: 1\n", (2, 3)), ("? {b: 1}\n: 1\n", (1, 3)), ("{[a]: 1}\n", (1, 2))],
)
def test_keys_that_are_not_text(text: str, place: tuple[int, int]) -> None:
    document = parse(text.encode(), "f.yaml")
    assert problems(document) == [("TT014", *place)]
    assert texts(document) == ["a key must be a word, not a list or a mapping"]


def test_letters_under_a_heap_of_marks() -> None:
    pair = "\u0302\u0323"
    assert parse(f"a: x{pair * 15}\n".encode(), "f.yaml").readable
    document = parse(f"a: 1\nb: x{pair * 16}\n".encode(), "f.yaml")
    assert problems(document) == [("TT015", 2, 4)]
    assert texts(document) == ["a letter here carries more than 30 marks; write the text anew"]


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("a:\n\u3000b: 1\n", (2, 1), "U+3000 (ideographic space)"),
        ("a:\n\u00a0\u00a0b: 1\n c: 2\n", (2, 1), "U+00A0 (no-break space)"),
        ("a:\n  x: 1\n\u00a0\u00a0b: 1\n", (3, 1), "U+00A0 (no-break space)"),
        ("a:\n \u2003b: 1\n", (2, 2), "U+2003 (em space)"),
        ("a:\n  x: 1\n  \u202fb: 1\n", (3, 3), "U+202F (narrow no-break space)"),
    ],
)
def test_indentation_that_only_looks_like_spaces_is_named(
    text: str, place: tuple[int, int], name: str
) -> None:
    document = parse(text.encode(), "f.yaml")
    assert problems(document)[0] == ("TT003", *place)
    assert texts(document)[0] == (
        f"the line is indented with {name}, which only looks like a space; write spaces"
    )


def test_such_spaces_within_a_text_are_text() -> None:
    assert parse("a: |\n  \u00a0b: 1\n  c\n".encode(), "f.yaml").data == {"a": "\u00a0b: 1\nc\n"}
