"""Chromium over its debugging pipe: pages are opened, operated and looked at, with no driver."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_TIMEOUT = 60.0
"""Seconds after which an answer is no longer waited for."""
_READ, _WRITE = 3, 4
"""The descriptors on which Chromium reads commands and writes answers."""
_HIGH = 10
_MOST = 1 << 20
_MM = 25.4


class Browser:
    """A headless Chromium, running until `close`."""

    def __init__(self, path: str) -> None:
        self._home = tempfile.mkdtemp(prefix="chromium-")
        commands, self._out = os.pipe()
        self._in, answers = os.pipe()
        ours = fcntl.fcntl(commands, fcntl.F_DUPFD_CLOEXEC, _HIGH)
        theirs = fcntl.fcntl(answers, fcntl.F_DUPFD_CLOEXEC, _HIGH)
        arguments = [
            path,
            "--headless",
            "--remote-debugging-pipe",
            f"--user-data-dir={self._home}",
            # A container has neither a sandbox nor room in /dev/shm.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            "--hide-scrollbars",
            "about:blank",
        ]
        quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in range(3)]
        moved = [
            (os.POSIX_SPAWN_DUP2, ours, _READ),
            (os.POSIX_SPAWN_DUP2, theirs, _WRITE),
        ]
        self._process = os.posix_spawn(
            path, arguments, {**os.environ, "HOME": self._home}, file_actions=[*quiet, *moved]
        )
        for fd in (commands, answers, ours, theirs):
            os.close(fd)
        self._number = 0
        self._rest = b""
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the browser and remove its profile."""
        try:
            self.call("Browser.close")
        except (OSError, ChromiumError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self._home, ignore_errors=True)

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Return the answer to a command; what arrives meanwhile goes to `events`."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session is not None:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        deadline = time.monotonic() + _TIMEOUT
        while True:
            answer = self._receive(deadline)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise ChromiumError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def wait_for(self, method: str, session: str) -> None:
        """Wait until an event has arrived since the events were last cleared."""
        deadline = time.monotonic() + _TIMEOUT
        while not any(
            event.get("method") == method and event.get("sessionId") == session
            for event in self.events
        ):
            self.events.append(self._receive(deadline))

    def _receive(self, deadline: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._in], [], [], left)[0]:
                raise ChromiumError("no answer in time")
            read = os.read(self._in, _MOST)
            if not read:
                raise ChromiumError("Chromium has ended")
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer

    def page(self) -> Page:
        """Return a new, empty page."""
        return Page(self)


class Page:
    """One tab."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=self._target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._call(f"{domain}.enable")
        self.screen(1280, 900)

    def close(self) -> None:
        """Close the tab."""
        self._browser.call("Target.closeTarget", targetId=self._target)

    def screen(self, width: int, height: int = 800) -> None:
        """Set the size of the window, in CSS pixels; below 600 it is a telephone's."""
        phone = width < 600
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )

    def media(self, *, dark: bool = False, printed: bool = False) -> None:
        """Set what the style sheet's media queries see."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call(
            "Emulation.setEmulatedMedia", media="print" if printed else "", features=[scheme]
        )

    def scripts(self, *, allowed: bool) -> None:
        """Allow or forbid the page's own scripts, from the next `open` on."""
        self._call("Emulation.setScriptExecutionDisabled", value=not allowed)

    def open(self, path: Path) -> None:
        """Open a file and wait until it is loaded."""
        self._browser.events.clear()
        self._call("Page.navigate", url=path.as_uri())
        self._browser.wait_for("Page.loadEventFired", self._session)

    def run(self, code: str) -> Any:
        """Return what an expression gives; a promise is awaited."""
        answer = self._call(
            "Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise ChromiumError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def key(self, name: str, text: str = "") -> None:
        """Press and release a key: `Enter`, `Tab`, `Escape`, a letter."""
        codes = {"Enter": 13, "Tab": 9, "Escape": 27, " ": 32}
        key = {"key": name, "code": name, "windowsVirtualKeyCode": codes.get(name, ord(name[0]))}
        text = text or {"Enter": "\r", " ": " "}.get(name, "")
        self._call("Input.dispatchKeyEvent", type="keyDown", text=text, **key)
        self._call("Input.dispatchKeyEvent", type="keyUp", **key)

    def type(self, text: str) -> None:
        """Put text where the focus is, as a keyboard would."""
        self._call("Input.insertText", text=text)

    def errors(self) -> list[str]:
        """Return what the console complained of since the page was opened."""
        self.run("0")
        found = []
        for event in self._events():
            params = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                found.append(params["exceptionDetails"]["text"])
            elif event["method"] == "Log.entryAdded":
                found.append(params["entry"]["text"])
            elif event["method"] == "Runtime.consoleAPICalled":
                found.append(str(params["args"]))
        return found

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the page was opened."""
        self.run("0")
        return [
            event["params"]["request"]["url"]
            for event in self._events()
            if event["method"] == "Network.requestWillBeSent"
        ]

    def screenshot(self, *, whole: bool = False) -> bytes:
        """Return a PNG of what is seen, or of the whole page."""
        answer = self._call("Page.captureScreenshot", captureBeyondViewport=whole, format="png")
        if whole:
            size = self._call("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
            answer = self._call(
                "Page.captureScreenshot", captureBeyondViewport=True, clip=clip, format="png"
            )
        return base64.b64decode(answer["data"])

    def pdf(self) -> bytes:
        """Return the page printed, on the paper that it asks for."""
        answer = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def _events(self) -> list[dict[str, Any]]:
        return [
            event
            for event in self._browser.events
            if event.get("sessionId") == self._session and "method" in event
        ]

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **params)


class ChromiumError(Exception):
    """Chromium could not do what it was asked to."""
