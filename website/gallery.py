"""What comes out of the program, and pictures of it, made where Chromium and LibreOffice are."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

from ttdt.output.programs import Program, find_program
from website.pages import LANGUAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PRINTED_PAGES = 2
"""Pages of a letter or a workbook that are shown."""
_WINDOW = "1280,1000"
_SCALE = 1.3
"""Of printed pages: pixels for each point."""
_SECONDS = 180


class Item(NamedTuple):
    """Something that a command writes, and what a picture of it takes."""

    name: str
    arguments: str
    """Those of ttdt, without the file to be written."""
    suffix: str
    vi: str
    en: str


ITEMS = (
    Item(
        "report", "report --period Q2", ".html",
        "Báo cáo thành trang web, mở bằng trình duyệt, không cần mạng",
        "The report as a web page, which needs no network",
    ),
    Item(
        "letter", "report --period Q2 --compare --date 2024-07-08", ".docx",
        "Báo cáo Word theo thể thức văn bản hành chính",
        "The report as a letter in Word",
    ),
    Item(
        "workbook", "report --period Q2", ".xlsx",
        "Báo cáo Excel, mọi tỷ lệ là công thức",
        "The report in Excel, every rate a formula",
    ),
    Item(
        "form", "template --period Q3 --unit bac-ai", ".xlsx",
        "Biểu mẫu Excel gửi cho huyện điền",
        "A form that a district fills in",
    ),
    Item(
        "path", "chart 2.2 --period Q2", ".svg",
        "Một chỉ tiêu qua các kỳ, trên đường đến mục tiêu",
        "One indicator, round by round, on its way to the target",
    ),
    Item(
        "units", "chart 2.2 --kind units --period Q2", ".svg",
        "Một chỉ tiêu theo từng đơn vị",
        "One indicator, unit by unit",
    ),
    Item(
        "year", "chart 4.1 --kind year --period Q2", ".svg",
        "Một chỉ tiêu so với năm trước",
        "One indicator against the year before",
    ),
)  # fmt: skip

WORDS = {
    "vi": (
        "Những gì chương trình làm ra",
        "Mọi hình dưới đây là của số liệu minh họa đi kèm chương trình, đặt ra để trình diễn.",
        "Mở tệp",
        "Chưa có hình: cần chạy `make gallery` trên máy có Chromium và LibreOffice.",
        "số liệu minh họa",
    ),
    "en": (
        "What comes out",
        "All pictures are of the sample data that come with the program, which are made up.",
        "Open the file",
        "There is no picture: run `make gallery` where Chromium and LibreOffice are installed.",
        "sample data",
    ),
}


def gallery_page(folder: Path, language: str) -> str:
    """Return the page of what lies in the gallery, in Markdown; it says what is missing."""
    title, sample, open_file, missing, alternative = WORDS[language]
    lines = [f"# {title}", "", f"**{sample}**", ""]
    for item in ITEMS:
        caption = item.vi if language == "vi" else item.en
        product = folder / language / f"{item.name}{item.suffix}"
        pictures = sorted((folder / language).glob(f"{item.name}*.png"))
        if item.suffix == ".svg" and product.is_file():
            pictures = [product]
        command = f"ttdt {item.arguments} -o {product.name}"
        lines += [f"## {caption}", "", "```sh", command, "```", ""]
        for picture in pictures:
            address = picture.relative_to(folder.parent).as_posix()
            lines += [f"![{caption} ({alternative})]({address})", ""]
        if not pictures:
            lines += [missing, ""]
        if product.is_file():
            lines += [
                f"[{open_file}: {product.name}]({product.relative_to(folder.parent).as_posix()})",
                "",
            ]
    return "\n".join(lines)


def make(folder: Path) -> Iterator[str]:
    """Make the files and their pictures, and yield which pictures could not be made."""
    chromium, office = find_program(["Chromium"]), find_program(["LibreOffice"])
    for language in LANGUAGES:
        into = folder / language
        into.mkdir(parents=True, exist_ok=True)
        for item in ITEMS:
            product = into / f"{item.name}{item.suffix}"
            _write(item, product, language)
            if item.suffix == ".html":
                if chromium is None:
                    yield f"{product.name} ({language}): no picture: Chromium is not installed"
                else:
                    _picture_page(product, chromium)
            elif item.suffix in {".docx", ".xlsx"}:
                if office is None:
                    yield f"{product.name} ({language}): no picture: LibreOffice is not installed"
                else:
                    _picture_printed(product, office)


def _write(item: Item, product: Path, language: str) -> None:
    product.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "ttdt", *item.arguments.split(), "-o", str(product), "--quiet"],
        cwd=ROOT,
        env={**os.environ, "TTDT_LANG": language},
        check=False,
        timeout=_SECONDS,
    )
    if not product.is_file():
        raise RuntimeError(f"ttdt {item.arguments}: nothing was written ({done.returncode})")


def _picture_page(product: Path, chromium: Program) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                chromium.path, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                f"--user-data-dir={profile}", f"--window-size={_WINDOW}",
                f"--screenshot={product.with_suffix('.png')}", product.as_uri(),
            ],
            check=True, capture_output=True, timeout=_SECONDS,
        )  # fmt: skip


def _picture_printed(product: Path, office: Program) -> None:
    """Let LibreOffice print a file, and draw its first pages."""
    from pypdfium2 import PdfDocument

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                office.path, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                "--headless", "--convert-to", "pdf", "--outdir", folder, str(product),
            ],
            check=True, capture_output=True, timeout=_SECONDS,
        )  # fmt: skip
        document = PdfDocument(Path(folder) / f"{product.stem}.pdf")
        for number in range(min(PRINTED_PAGES, len(document))):
            bitmap = document[number].render(scale=_SCALE, rev_byteorder=True)
            rows = [
                bytes(bitmap.buffer)[at : at + bitmap.width * bitmap.n_channels]
                for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
            ]
            path = product.with_name(f"{product.stem}-{number + 1}.png")
            path.write_bytes(_png(rows, bitmap.width, bitmap.height))
        document.close()


def _png(rows: list[bytes], width: int, height: int) -> bytes:
    """Return a picture of rows of red, green and blue."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
