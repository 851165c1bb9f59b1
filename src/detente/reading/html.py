"""HTML -> an article's text and metadata, worked out in a child that can be killed.

Extraction takes seconds to hours on a hostile page (it is quadratic in attributes), and
C code does not hear a timer; so pages go to one child process over a pipe, a page at a
time, and a child that is late or too hungry is killed and the page rejected. The child
starts with the first page and lives until the parent ends: what it costs is paid once.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from detente.problems import ArticleRejected

CHILD = "detente.reading.backends.trafilatura_child"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says of its article; None where it does not. `published` is EDTF."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlLimits:
    """When to give a page up. News pages take 0.05 to 0.5 seconds and 150 MB."""

    max_seconds: float = 10.0
    start_seconds: float = 30.0  # to start Python and load the library, on a busy disk
    max_megabytes: int = 1500  # of address space, libraries included


LIMITS = HtmlLimits()


class _Late(Exception):
    """The child gave no answer in time."""


class _Child:
    """One running extractor."""

    def __init__(self, limits: HtmlLimits) -> None:
        root = str(Path(__file__).resolve().parents[2])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        self.process = subprocess.Popen(
            [sys.executable, "-m", CHILD, str(limits.max_megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self.owner = os.getpid()
        self.ask({}, limits.start_seconds)

    def ask(self, request: dict[str, str | None], seconds: float) -> dict[str, str]:
        """Send a page, wait for the answer.

        Raises:
            _Late: none came in time; the child is dead.
            OSError: the child has died of the page.
        """
        timer = threading.Timer(seconds, self.process.kill)
        timer.start()
        try:
            send(_pipe(self.process.stdin), request)
            answer = receive(_pipe(self.process.stdout))
        finally:
            is_late = not timer.is_alive()
            timer.cancel()
        if answer is None:
            if is_late:
                raise _Late
            msg = "the extractor died"
            raise OSError(msg)
        return answer

    def stop(self) -> None:
        """End it and close its pipes."""
        if self.owner == os.getpid():
            self.process.kill()
            for stream in (self.process.stdin, self.process.stdout):
                try:
                    _pipe(stream).close()
                except OSError:
                    continue
            self.process.wait()


class _Children:
    """The child of this process: started on demand, replaced when killed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: _Child | None = None

    def ask(self, request: dict[str, str | None], limits: HtmlLimits) -> dict[str, str]:
        with self.lock:
            # After a fork the pipe is the parent's: this process needs its own.
            if self.child is None or self.child.owner != os.getpid():
                self.child = _Child(limits)
            try:
                return self.child.ask(request, limits.max_seconds)
            except (OSError, _Late):
                self.child.stop()
                self.child = None
                raise

    def stop(self) -> None:
        if self.child is not None:
            self.child.stop()
            self.child = None


_CHILDREN = _Children()
atexit.register(_CHILDREN.stop)
if hasattr(os, "register_at_fork"):  # a lock held at the fork would stay so for ever
    os.register_at_fork(
        after_in_child=lambda: setattr(_CHILDREN, "lock", threading.Lock())
    )


def extract(
    html: str, *, where: str, url: str | None = None, limits: HtmlLimits = LIMITS
) -> Page:
    """The article of a page: main text, a paragraph a line, its headline on top.

    Args:
        html: The page.
        where: Its name, for messages.
        url: Its address if known; helps to read relative ones.
        limits: When to give it up.

    Raises:
        ArticleRejected: there is no article in it, or finding it takes too long or too
            much memory.
    """
    try:
        found = _CHILDREN.ask({"html": html, "url": url}, limits)
    except _Late:
        reason = f"no text found in {limits.max_seconds:g} seconds: given up"
        raise ArticleRejected(where, reason, stage="clean") from None
    except OSError:
        reason = "no text found: the page broke the extractor"
        raise ArticleRejected(where, reason, stage="clean") from None
    if not found.get("text", "").strip():
        reason = "no text found in the page"
        raise ArticleRejected(where, reason, stage="clean")
    return Page(
        text=found["text"],
        title=found.get("title"),
        outlet=found.get("outlet"),
        url=url or found.get("url"),
        published=found.get("published"),
    )


def send(stream: IO[bytes], message: dict[str, str | None]) -> None:
    """Write one message: its length in four bytes, then JSON."""
    data = json.dumps(message).encode("ascii")
    try:
        stream.write(len(data).to_bytes(4, "big") + data)
        stream.flush()
    except BrokenPipeError:
        return  # the reader is dead, which the missing answer will say


def receive(stream: IO[bytes]) -> dict[str, str] | None:
    """Read one message; None at the end of the stream."""
    size = stream.read(4)
    if len(size) < 4:
        return None
    length = int.from_bytes(size, "big")
    data = stream.read(length)
    if len(data) < length:
        return None
    message: dict[str, str] = json.loads(data)
    return message


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        msg = "the child was started without pipes"
        raise OSError(msg)
    return stream
