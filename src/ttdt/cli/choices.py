"""What options with a fixed choice of words take, by command."""

from __future__ import annotations


def formats_of(command: str) -> tuple[str, ...]:
    """Return what --format of a command takes."""
    if command == "check":
        from ttdt.output.findings import FORMATS as OF_FINDINGS

        return tuple(OF_FINDINGS)
    if command == "export":
        from ttdt.export import EXPORTS

        return tuple(EXPORTS)
    if command == "chart":
        from ttdt.output.pictures import PICTURES

        return tuple(PICTURES)
    from ttdt.output.formats import FORMATS

    return tuple(FORMATS)
