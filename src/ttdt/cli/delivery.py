"""Where the product goes: stdout whole or not at all, files old or new and never torn."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import make_folder, problem, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def file_of(output: str | None) -> Path | None:
    """Return the file that -o names, or None for stdout, which is also called `-`."""
    return None if output in {None, "-"} else Path(str(output))


def whole(product: str | bytes | Iterable[str]) -> str | bytes | Sequence[bytes]:
    """Return a product of which nothing is still to be made, a text in pieces as UTF-8.

    To keep the pieces instead of joining them takes half the memory.
    """
    if isinstance(product, str | bytes):
        return product
    return [piece.encode("utf-8", "replace") for piece in product]


def in_parts(product: str | bytes | Sequence[bytes]) -> Sequence[bytes]:
    """Return a product as UTF-8, in one part or those that it has."""
    if isinstance(product, str):
        product = product.encode("utf-8", "replace")
    return (product,) if isinstance(product, bytes) else product


def print_product(product: str | bytes | Sequence[bytes]) -> None:
    """Write the product to stdout, as UTF-8 whatever the locale.

    A reader that has gone, as `head` does, has seen enough: the rest is dropped, and nothing is
    wrong, whether all fitted into the pipe before it went or not. Raises `TtdtError` if it could
    not be written.
    """
    parts = in_parts(product)
    if sys.stdout is None:
        raise TtdtError(gettext_lazy("stdout is closed, so the output has nowhere to go"))
    try:
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            sys.stdout.write(b"".join(parts).decode("utf-8"))
        else:
            buffer.writelines(parts)
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon_stdout()
    except OSError as error:
        _abandon_stdout()
        raise TtdtError(
            gettext_lazy("the output could not be written: {error}", error=problem(error))
        ) from None


def _abandon_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter's exit does not fail anew."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass


def write_output(path: Path, product: str | bytes | Sequence[bytes]) -> None:
    """Write the product to a file as `write_file` does, but never over a plan or a submission."""
    if path.suffix.lower() in _DATA_SUFFIXES and path.exists():
        raise TtdtError(
            gettext_lazy("{path} holds data, not a report; name another file", path=str(path))
        )
    write_file(path, product)


def write_partition(path: Path, product: bytes) -> None:
    """Write a file of a dataset as `write_file` does, with the folders that it needs.

    If it cannot be written, none of them is left.
    """
    made = [folder for folder in path.parents if not folder.exists()]
    make_folder(path.parent)
    try:
        write_file(path, product)
    finally:
        for folder in made:
            with suppress(OSError):
                # Only if nothing has come into it.
                folder.rmdir()


_DATA_SUFFIXES = (".yaml", ".yml")
