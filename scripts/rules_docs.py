"""Write the pages about the rules of `check`, or check that they are current.

Everything they say of a rule stands beside the rule.
"""

from __future__ import annotations

import re
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.finding import Severity
from ttdt.rules import RULES
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.finding import Rule

ROOT = Path(__file__).resolve().parent.parent


class Page(NamedTuple):
    """What a page says in its own words."""

    language: str
    title: str
    intro: str
    families: dict[str, str]
    severities: dict[Severity, str]
    columns: tuple[str, str, str, str]
    why: str
    fix: str
    bad: str
    good: str


PAGES = {
    ROOT / "docs" / "rules.md": Page(
        "en",
        "The rules of `ttdt check`",
        "Vietnamese: [vi/quy-tac.md](vi/quy-tac.md). Written by `scripts/rules_docs.py`; change the"
        " texts beside the rules.\n\n"
        "An **error** makes `ttdt check` fail, and a figure with one is left out of every report. A"
        " **warning** does neither, and a submission can accept one with a written reason, which"
        " then stands in the report: `accept: {TT303: eight roads opened in June}` on the figure or"
        " on the submission. A code never changes its meaning. `ttdt rule TT201` shows what stands"
        " here.",
        {
            "TT0": "Reading the file",
            "TT1": "Its form",
            "TT2": "A single figure",
            "TT3": "Between rounds",
            "TT4": "The round",
            "TT5": "The plan",
            "TT6": "Maps",
            "TT7": "Settings",
        },
        {Severity.ERROR: "error", Severity.WARNING: "warning"},
        ("Code", "Name", "Severity", "What it finds"),
        "Why",
        "What to do",
        "Wrong",
        "Right",
    ),
    ROOT / "docs" / "vi" / "quy-tac.md": Page(
        "vi",
        "Các quy tắc của `ttdt check`",
        "Tiếng Anh: [../rules.md](../rules.md). Trang này do `scripts/rules_docs.py` tạo ra; muốn"
        " sửa thì sửa lời văn ghi cạnh từng quy tắc.\n\n"
        "**Lỗi** khiến lệnh `ttdt check` báo không đạt, và số liệu có lỗi không được tính vào báo"
        " cáo nào. **Cảnh báo** thì không như vậy; đơn vị có thể chấp nhận một cảnh báo bằng lý do"
        " ghi ngay trong tệp, và lý do đó sẽ hiện trong báo cáo:"
        " `accept: {TT303: tháng 6 khánh thành tám tuyến đường}` ở số liệu hoặc ở đầu tệp. Mã của"
        " một quy tắc không bao giờ đổi nghĩa. Lệnh `ttdt rule TT201` hiện đúng những gì ghi ở"
        " đây.",
        {
            "TT0": "Đọc tệp",
            "TT1": "Hình thức của tệp",
            "TT2": "Từng số liệu",
            "TT3": "Giữa các đợt báo cáo",
            "TT4": "Đợt báo cáo",
            "TT5": "Kế hoạch",
            "TT6": "Bảng đối chiếu",
            "TT7": "Thiết lập",
        },
        {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo"},
        ("Mã", "Tên", "Mức độ", "Phát hiện điều gì"),
        "Vì sao",
        "Cách xử lý",
        "Sai",
        "Đúng",
    ),
}


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` compare them, and return the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: rules_docs.py [--check]", file=sys.stderr)
        return 2
    stale = {path: text for path, text in pages().items() if _differs(path, text)}
    for path, text in stale.items():
        if arguments:
            shown = path.relative_to(ROOT)
            print(f"{shown}: stale; run: make generated", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if arguments and stale else 0


def pages() -> dict[Path, str]:
    """Return every page by the file it belongs in."""
    return {path: "\n".join(_lines(page)) for path, page in PAGES.items()}


def _lines(page: Page) -> Iterator[str]:
    language = Language(page.language)
    yield f"# {page.title}\n"
    yield f"{page.intro}\n"
    yield f"| {' | '.join(page.columns)} |"
    yield "|---|---|---|---|"
    for rule in RULES.values():
        what = _escaped(language.gettext(rule.what))
        anchor = f"{rule.code.lower()}-{rule.name}"
        severity = page.severities[rule.severity]
        yield f"| [{rule.code}](#{anchor}) | {rule.name} | {severity} | {what} |"
    yield ""
    for family, rules in groupby(RULES.values(), lambda rule: rule.code[:3]):
        yield f"## {page.families[family]}\n"
        for rule in rules:
            yield from _rule(page, language, rule)


def _rule(page: Page, language: Language, rule: Rule) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}\n"
    severity = page.severities[rule.severity]
    yield f"*{severity}.* {_escaped(language.gettext(rule.what))}\n"
    for title, text in ((page.why, rule.why), (page.fix, rule.fix)):
        yield f"**{title}:** {_escaped(language.gettext(text))}\n"
    for title, example in ((page.bad, rule.bad), (page.good, rule.good)):
        yield f"{title}:\n\n```yaml\n{example}\n```\n"


def _escaped(text: str) -> str:
    """Return a text as Markdown that shows just it."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", text)


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_bytes() != text.encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
