"""The rules that keep a file of settings from being used."""

from __future__ import annotations

from ttdt.finding import Rule
from ttdt.text.message import N_

UNREADABLE_SETTINGS = Rule(
    "TT701",
    "unreadable-settings",
    what=N_("The file ttdt.toml cannot be read, or breaks the rules of TOML."),
    why=N_("What it sets cannot be known, and a report by other settings may be another report."),
    fix=N_("Write one line for each setting, its name, “=” and its value in double quotes."),
    bad="language = vi",
    good='language = "vi"',
)
SETTING_BEYOND_WORKSPACE = Rule(
    "TT702",
    "setting-beyond-workspace",
    what=N_("The ttdt.toml of a workspace reaches beyond the workspace."),
    why=N_("A workspace comes from others: it must not decide what is read or run on a machine."),
    fix=N_("Name a file in the workspace, or set it for yourself with ttdt config set --user."),
    bad='letterhead = "../office.yaml"',
    good='letterhead = "office.yaml"',
)

RULES: tuple[Rule, ...] = (UNREADABLE_SETTINGS, SETTING_BEYOND_WORKSPACE)
