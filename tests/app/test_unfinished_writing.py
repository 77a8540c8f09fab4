"""What is said of an import that was killed while it wrote, where someone has changed a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.unfinished_writing import half_done
from ttdt.text.language import Language
from ttdt.workspace.journal import JournalEntry, digest, write_journal

if TYPE_CHECKING:
    from pathlib import Path


def test_nobody_is_sent_to_import_again_what_would_be_refused(tmp_path: Path) -> None:
    files = {f"{number:02}.yaml": b"new" for number in range(12)}
    (tmp_path / "00.yaml").write_bytes(b"new")
    for name in [*files][1:]:
        (tmp_path / name).write_bytes(b"mine")
    write_journal(
        tmp_path,
        [
            JournalEntry(name, f".{name}.0123456789ab.ttdt-tmp", digest(b"old"), digest(content))
            for name, content in files.items()
        ],
    )
    message, journal = half_done(tmp_path), tmp_path / ".ttdt.journal"
    assert message is not None
    assert Language("en").translate(message) == (
        "a run was ended in the middle of writing, and these files have been changed since:"
        " 01.yaml, 02.yaml, 03.yaml, 04.yaml, 05.yaml, 06.yaml, 07.yaml, 08.yaml, 09.yaml, 10.yaml,"
        f" …; new are: 00.yaml; as before: –; put them right, then delete {journal}"
    )
