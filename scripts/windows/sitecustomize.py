"""Lets Python do without two functions of Windows that Wine 8 lacks; it ends when they are called.

Python has other ways for both: to say what system it is on, and to copy a file.
"""

import sys

if sys.platform == "win32":
    import _winapi

    sys.modules["_wmi"] = None  # type: ignore[assignment]
    del _winapi.CopyFile2
