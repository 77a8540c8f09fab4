from __future__ import annotations

import pytest

from ttdt.text.escaping import escape_invisible, escape_log_line, escape_wrapped_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Ninh Thuận: 97,9 % · “quý II”", "Ninh Thuận: 97,9 % · “quý II”"),
        ("xa\u0303", "xa\u0303"),
        ("a\nb\tc\r\nd", "a b c d"),
        ("a\rb", r"a\x0db"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x00\x07\x08\x7f", r"\x00\x07\x08\x7f"),
        ("\x85\x9b", r"\x85\x9b"),
        ("\u202eevil\u202c", r"\u202eevil\u202c"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("zero\u200bwidth\ufeff\u00ad", r"zero\u200bwidth\ufeff\xad"),
        ("\u200d\u2060\u061c", r"\u200d\u2060\u061c"),
        ("\u3164\u115f\u034f\ufe0f", r"\u3164\u115f\u034f\ufe0f"),
        ("\U000e0041", r"\U000e0041"),
        ("\udcff", r"\udcff"),
        ("98\u00a0%\u202f\u3000x", "98 %  x"),
        ("[red]x[/red] :smile: | {0} %s", "[red]x[/red] :smile: | {0} %s"),
    ],
)
def test_what_acts_or_hides_is_shown(text: str, shown: str) -> None:
    assert escape_invisible(text) == shown


def test_every_character_comes_out_visible_and_encodable() -> None:
    for code in range(0x110000):
        shown = escape_invisible(chr(code))
        assert shown.isprintable(), hex(code)
        assert shown.encode()


@pytest.mark.parametrize(
    ("text", "line", "anywhere"),
    [
        ("::error::x", r"\x3a:error::x", r"\x3a:error\x3a:x"),
        ("  ::error::x", r"  \x3a:error::x", r"  \x3a:error\x3a:x"),
        ("a ::Error x", "a ::Error x", r"a \x3a:Error x"),
        ("\u3000::error", r" \x3a:error", r" \x3a:error"),
        ("a:: b, ::, 1::2", "a:: b, ::, 1::2", "a:: b, ::, 1::2"),
        ("##[error]x", r"##\x5berror]x", r"##\x5berror]x"),
        ("a ##vso[x] ##TeamCity[y]", r"a ##vso\x5bx] ##TeamCity\x5by]", None),
        ("# [a] ## [b] #[c]", "# [a] ## [b] #[c]", None),
    ],
)
def test_commands_to_the_reader_of_a_build_log_are_shown(
    text: str, line: str, anywhere: str | None
) -> None:
    assert escape_log_line(text) == line
    assert escape_wrapped_text(text) == (line if anywhere is None else anywhere)


def test_what_is_tame_stays_as_it_is() -> None:
    for text in ("::error::x ##[y]", "\x1b[31m ::a"):
        assert escape_wrapped_text(escape_wrapped_text(text)) == escape_wrapped_text(text)
