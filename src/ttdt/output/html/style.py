"""The style sheet and the script of the page, and the policy that allows them and nothing else."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Status
from ttdt.output.html.templating import asset
from ttdt.output.palette import STRONG, TINTS, Tint

if TYPE_CHECKING:
    from collections.abc import Mapping

DARK: Mapping[Status, Tint] = {
    Status.MET: Tint("B6EBC7", "123D24"),
    Status.ON_TRACK: Tint("B9DEF8", "123750"),
    Status.BEHIND: Tint("FBDD8E", "4A3500"),
    Status.NOT_YET: Tint("EAD9B8", "43391F"),
    Status.FAR_BEHIND: Tint("FBC49E", "5A2606"),
    Status.WORSENING: Tint("2B0503", "FF9C92"),
    Status.NOT_MET: Tint("FFC1BB", "5E1713"),
    Status.UNGRADED: Tint("C9CDD2", "2C3238"),
    Status.NOT_APPLICABLE: Tint("B5BBC2", "1B1F24"),
    Status.NO_DATA: Tint("DCC6F2", "3A2557"),
}
"""The tints for a dark ground, with the same contrast as those for a light one."""


SHARES = (
    Tint("1C2126", "F1F4F6"), Tint("1C2126", "DCEAF5"), Tint("1C2126", "BBD7EC"),
    Tint("1C2126", "8FBDE0"), Tint("1C2126", "5C9DCF"),
)  # fmt: skip
"""The tints of shares, from nothing to all, for a light ground."""
DARK_SHARES = (
    Tint("E7E9EB", "20262D"), Tint("E7E9EB", "22394D"), Tint("E7E9EB", "264A66"),
    Tint("E7E9EB", "2A597E"), Tint("E7E9EB", "2F6692"),
)  # fmt: skip


class Assets(NamedTuple):
    """What a page carries inside itself."""

    style: str
    script: str
    policy: str
    """Its content security policy."""


@cache
def assets(script_name: str) -> Assets:
    """Return the style sheet, a script and their policy; nothing in them depends on an answer."""
    style = "\n" + _colours() + asset("page.css")
    script = "\n" + asset("copy.js") + asset(script_name)
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Assets(style, script, policy)


def slug(status: Status) -> str:
    """Return the class of a verdict."""
    return f"s-{str(status).replace('_', '-')}"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _colours() -> str:
    """Return one rule a verdict and a step of a share; on paper the colours are the light ones."""
    light = [_rule(status, TINTS[status], STRONG[status].light) for status in Status]
    light += [_share_rule(step, tint) for step, tint in enumerate(SHARES)]
    dark = [_rule(status, DARK[status], STRONG[status].dark) for status in Status]
    dark += [_share_rule(step, tint) for step, tint in enumerate(DARK_SHARES)]
    return "\n".join(
        [*light, "@media screen and (prefers-color-scheme: dark) {", *dark, "}", ""],
    )


def _rule(status: Status, tint: Tint, strong: str) -> str:
    colours = f"--ink: #{tint.ink}; --ground: #{tint.ground}; --strong: #{strong};"
    return f".{slug(status)} {{ {colours} }}"


def _share_rule(step: int, tint: Tint) -> str:
    return f".share-{step} {{ --ink: #{tint.ink}; --ground: #{tint.ground}; }}"
