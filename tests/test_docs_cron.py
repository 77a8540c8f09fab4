"""The jobs of the pages on cron do what is said: each is run as cron runs it, its mail compared.

A `crontab` block holds settings, which hold from there on, and at most one job. An `sh` block whose
second line is a comment `# /srv/…` is that script. The `mail` block behind a job is what was
mailed, by cron (what the job printed) or by the job itself; without one, nothing was. A line `…`
stands for any lines left out. Mail programs are only pretended to be there, `/srv` is a folder of
the test, and the only change to a job is the day: `--period previous` gets `--today 2024-07-08`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.documents import ROOT, Block, agrees, sections

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("base64") is None, reason="needs a POSIX system"),
]

PAGES = {
    page: [block for section in sections(ROOT / page) for block in section.blocks]
    for page in ("docs/cron.md", "docs/vi/cron.md")
}

SETTING = re.compile(r'([A-Z_]+)=(?:"([^"]*)"|(.*))')
JOB = re.compile(r"(?:\S+ +){5}(.+)")
SCRIPT = re.compile(r"# (/srv/\S+)")
PRODUCT = re.compile(r"-o (/srv/\S+)")

FAKES = {
    "mail": 'test "$1" = -s || exit 1\n'
    'printf "To: %s\\nSubject: %s\\n\\n" "$3" "$2" >>"{outbox}"\ncat >>"{outbox}"\n',
    "sendmail": 'test "$1" = -t || exit 1\ncat >>"{outbox}"\n',
}


class Machine:
    """A machine with the sample data, mail programs that only write down, and cron."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.outbox = top / "outbox"
        self.scripts: dict[str, str] = {}
        # What cron sets by itself; not even a home folder.
        self.environment = {
            "SHELL": "/bin/sh",
            "PATH": "/usr/bin:/bin",
            "LOGNAME": "planning",
            "XDG_CONFIG_HOME": os.environ["XDG_CONFIG_HOME"],
        }
        programs = top / "srv" / "ttdt" / ".venv" / "bin"
        shutil.copytree(ROOT / "data", top / "srv" / "ttdt" / "data")
        (top / "srv" / "share").mkdir()
        programs.mkdir(parents=True)
        self._write(programs / "ttdt", f'exec "{sys.executable}" -m ttdt "$@"\n')
        for name, text in FAKES.items():
            self._write(programs / name, text.format(outbox=self.outbox))

    def _write(self, path: Path, text: str) -> None:
        path.write_text(f"#!/bin/sh\n{text}", encoding="utf-8")
        path.chmod(0o755)

    def here(self, text: str) -> str:
        return text.replace("/srv/", f"{self.top}/srv/").replace(
            "--period previous", "--period previous --today 2024-07-08"
        )

    def install(self, block: Block) -> None:
        """Put a script where its second line says, if it says so."""
        named = SCRIPT.match("\n".join(block.lines[1:2]))
        if named is None:
            return
        assert block.lines[0] == "#!/bin/sh"
        self.scripts[named[1]] = "\n".join(block.lines)
        path = Path(self.here(named[1]))
        path.parent.mkdir(exist_ok=True)
        self._write(path, self.here("\n".join(block.lines[2:])))

    def run(self, job: str) -> list[str]:
        """Return the lines that were mailed, by cron or by the job."""
        assert not re.search(r"(?<!\\)%", job), "cron takes % for a new line"
        self.outbox.unlink(missing_ok=True)
        done = subprocess.run(
            ["/bin/sh", "-c", self.here(job)],
            env=self.environment,
            cwd=self.top,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        printed = done.stdout.decode("utf-8")
        mailed = self.outbox.read_text(encoding="utf-8") if self.outbox.exists() else ""
        for path in PRODUCT.findall(job + self.scripts.get(job, "")):
            assert Path(self.here(path)).stat().st_size > 0, path
        return (printed + mailed).replace(str(self.top), "").splitlines()


@pytest.mark.parametrize("page", PAGES)
def test_every_job_mails_what_is_shown(page: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    jobs = 0
    blocks = PAGES[page]
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.language == "sh":
            machine.install(block)
        if block.language != "crontab":
            continue
        for line in block.lines:
            setting = SETTING.fullmatch(line)
            if setting is not None:
                name, quoted, bare = setting.groups()
                machine.environment[name] = machine.here(bare if quoted is None else quoted)
                continue
            job = JOB.fullmatch(line)
            assert job is not None, line
            shown = after.lines if after is not None and after.language == "mail" else []
            actual = machine.run(job[1])
            assert agrees(shown, actual), f"{line}\nmails now:\n" + "\n".join(actual)
            jobs += 1
    assert jobs > 0


@pytest.mark.parametrize("page", PAGES)
def test_every_mail_follows_a_job(page: str) -> None:
    blocks = PAGES[page]
    for block, job in zip(blocks, [None, *blocks[:-1]], strict=True):
        if block.language == "mail":
            assert job is not None
            assert job.language == "crontab", f"line {block.line}"


@pytest.mark.parametrize(
    ("page", "seen"),
    [("docs/cron.md", "missing: Ninh Hải"), ("docs/vi/cron.md", "chưa gửi: Ninh Hải")],
)
def test_a_line_tried_by_hand_sees_what_cron_sees(page: str, seen: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (tried,) = (block for block in PAGES[page] if block.lines[0].startswith("env -i "))
    done = subprocess.run(
        ["/bin/sh", "-c", "\n".join(tried.lines).replace("/srv/", f"{machine.top}/srv/")],
        env={},
        capture_output=True,
        check=True,
    )
    assert seen in done.stdout.decode("utf-8")
