"""Keeping pydantic from looking for plugins, which takes longer than all it is used for."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

_METADATA = "importlib.metadata"


def load_no_plugins() -> None:
    """Let pydantic load what finds its plugins without what reads the metadata of packages.

    It loads that even where plugins are refused, as the program refuses them: thirty modules,
    among them those for mail headers and archives. Without effect where they are loaded already.
    """
    if _METADATA in sys.modules:
        return
    empty = ModuleType(_METADATA)
    vars(empty)["entry_points"] = lambda **_: ()
    sys.modules[_METADATA] = empty
    try:
        import_module("pydantic.plugin._loader")
    except ImportError:
        # Another pydantic, which asks for something else; it shall have it when it asks again.
        pass
    finally:
        del sys.modules[_METADATA]
