from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdt.settings.editing import with_setting, without_setting


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'period = "Q2"\n'),
        ('color = "auto"', 'color = "auto"\nperiod = "Q2"\n'),
        ('color = "auto"\r\n', 'color = "auto"\r\nperiod = "Q2"\r\n'),
        ('# kỳ\nperiod = "Q1"  # sửa sau\n', '# kỳ\nperiod = "Q2"  # sửa sau\n'),
        ("period='Q1'\r\ncolor = 'auto'\r\n", "period=\"Q2\"\r\ncolor = 'auto'\r\n"),
        ('period = "a # b"# c\n', 'period = "Q2"# c\n'),
        ("period = 2024\n", 'period = "Q2"\n'),
    ],
)
def test_all_else_stays_as_it_is(before: str, after: str) -> None:
    assert with_setting(before, "period", "Q2") == after


@pytest.mark.parametrize(
    "text",
    [
        'period = """\nQ1"""\n',
        'period = [\n"Q1"]\n',
        '"period" = "Q1"\n',
        'note = """\nperiod = "Q1"\n"""\n',
        "[report]\n",
        "period = \n",
    ],
)
def test_what_only_a_person_should_change_is_left(text: str) -> None:
    assert with_setting(text, "period", "Q2") is None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_is_read_as_it_was_set(value: str) -> None:
    made = with_setting('language = "en"\n', "letterhead", value)
    assert made is not None
    assert tomllib.loads(made) == {"language": "en", "letterhead": value}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('period = "Q1"', ""),
        ('# a\r\n period = "Q1" # b\r\ncolor = "never"\r\n', '# a\r\ncolor = "never"\r\n'),
        ("period = 'Q1'\nperiodical = 'x'\n", "periodical = 'x'\n"),
    ],
)
def test_a_setting_goes_with_its_line(before: str, after: str) -> None:
    assert without_setting(before, "period") == after


@pytest.mark.parametrize("text", ['period = """\nQ1"""\n', '"period" = "Q1"\n', "period = \n"])
def test_what_only_a_person_should_remove_is_left(text: str) -> None:
    assert without_setting(text, "period") is None
