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


def choices_of(command: str, metavar: str) -> tuple[str, ...]:
    """Return the words that a metavar of a command's help stands for, if they are always the same.

    What `set` gives a value to stands there as a metavar, too.
    """
    return _CHOICES.get((command, metavar), ())


SHELLS = {
    "bash": "ttdt.bash",
    "zsh": "ttdt.zsh",
    "fish": "ttdt.fish",
    "powershell": "ttdt.ps1",
}
"""The shells that words are completed in, and the files of the package that tell them how."""

_OF_VERDICTS = ("behind", "not_met", "no_data", "missing")
_CHOICES = {
    ("report", "CONDITION"): _OF_VERDICTS,
    ("trend", "CONDITION"): _OF_VERDICTS,
    ("funding", "CONDITION"): ("behind", "not_met", "missing"),
    ("tasks", "CONDITION"): ("late", "no_word"),
    ("status", "CONDITION"): ("missing", "late", "invalid"),
    ("diff", "CONDITION"): ("changed", "flipped", "worse"),
    ("chart", "KIND"): ("path", "units", "year", "map"),
    ("schema", "KIND"): ("plan", "submission", "map"),
    ("export", "TABLE"): ("values", "funding", "tasks"),
    ("completion", "SHELL"): tuple(SHELLS),
    ("set", "status"): ("final", "provisional", "estimate"),
}
"""Written down here: to load what they are checked against takes longer than a key press may."""
