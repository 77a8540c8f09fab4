"""Runs the command line: `ttdt` and `python -m ttdt`."""

from __future__ import annotations

import gc
import os
import sys

from ttdt import __version__


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        # Ctrl-C while the program is loaded or left; its own handler is not there.
        code = _INTERRUPTED
    _leave(code)


_INTERRUPTED = 130


def _leave(code: int) -> None:
    """End the process without taking apart what the system takes back as a whole."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            # What could not be written, the command has said; nobody is left to tell.
            continue
    os._exit(code)


def _run(arguments: list[str]) -> int:
    # Asked for by scripts in loops: it is answered before anything is imported.
    if arguments in (["--version"], ["-V"], ["version"]) and sys.stdout is not None:
        try:
            print(f"ttdt {__version__}", flush=True)  # noqa: T201 - the product of this command
        except BrokenPipeError:
            return 0
        except OSError:
            return 2
        return 0
    # A run is short and makes few cycles; looking for them took a tenth of its time.
    gc.disable()
    # Whatever else is installed beside pydantic has no say in how figures are read, and looking
    # for it opens the metadata of every package there is.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from ttdt.cli import run

    return run(arguments)


if __name__ == "__main__":
    main()
