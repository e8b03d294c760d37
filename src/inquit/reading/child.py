"""Parsing in a child process with limits on memory and time: DOCX, PDF and HTML come from strangers.

One child serves many files, so that its start is paid once; one that dies or is late costs its file and is replaced.
Parsers raise all sorts of errors on broken files; whatever is no refusal of ours ends the child, and its last words
become the reason.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

import msgspec

from inquit.reading.parsed import Options, Parsed, Refused

SECONDS = 60.0
MEGABYTES = 1_500
# libraries keep some memory of every file: a fresh child now and then keeps a long run flat
FILES_A_CHILD = 200
_SIZE = 8
_START = (
    "import sys; sys.path[:] = sys.argv[3:];"
    "from inquit.reading.child import serve; serve(float(sys.argv[1]), int(sys.argv[2]))"
)


class _Request(msgspec.Struct, frozen=True):
    module: str
    data: bytes
    options: Options


class _Reply(msgspec.Struct, frozen=True):
    parsed: Parsed | None = None
    refused: str = ""


class Child:
    """Parses files in a child process, started when first needed. Close it (or use it in a `with`)."""

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self._last_words: IO[bytes] | None = None
        self._served = 0

    def parse(self, module: str, data: bytes, options: Options) -> Parsed:
        """What `inquit.reading.<module>.parse` makes of a file. Raises Refused, also for a dead or late child."""
        process = self._running()
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, kill)
        timer.start()
        try:
            answer = _asked(process, msgspec.msgpack.encode(_Request(module, data, options)))
        except BaseException:  # Ctrl-C: an answer that nobody took must not be the next file's
            self.close()
            raise
        finally:
            timer.cancel()
        if answer is None:
            raise Refused(self._why_dead(late.is_set()))
        self._served += 1
        if self._served >= FILES_A_CHILD:
            self.close()
        reply = msgspec.msgpack.decode(answer, type=_Reply)
        if reply.parsed is None:
            raise Refused(reply.refused)
        return reply.parsed

    def close(self) -> None:
        """End the child, if there is one. The next `parse` starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
        if self._last_words is not None:
            self._last_words.close()
            self._last_words = None
        self._served = 0

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._last_words = tempfile.TemporaryFile()  # noqa: SIM115  (close() closes it)
            # The parent's own sys.path, not the current folder's: a docx.py lying there must not be imported.
            # A session of its own: Ctrl-C ends the parent, which ends the child.
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, str(self._seconds), str(self._megabytes), *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._last_words,
                start_new_session=True,
            )
        return self._process

    def _why_dead(self, late: bool) -> str:
        process, words = self._process, self._last_words
        if process is None or words is None:
            raise RuntimeError("no child has been started")
        status = process.wait()
        words.seek(0)
        lines = words.read().decode("utf-8", "replace").strip().splitlines()
        last = lines[-1][:200] if lines else ""
        self.close()
        if late or status == -getattr(signal, "SIGALRM", 0):
            return f"takes more than {self._seconds:g} s to parse"
        if "MemoryError" in last or "out of memory" in last.lower():
            return f"takes more than {self._megabytes:,} MB of memory to parse"
        if status < 0:
            return f"makes the parser crash ({signal.Signals(-status).name})"
        return f"makes the parser fail: {last or f'status {status}'}"


def _asked(process: subprocess.Popen[bytes], request: bytes) -> bytes | None:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the child has no pipes")
    try:
        _send(process.stdin, request)
        return _receive(process.stdout)
    except BrokenPipeError:
        return None


def serve(seconds: float, megabytes: int) -> None:
    """The child's side: answer requests on standard input until it ends."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get into the answers
    _limit_memory(megabytes)
    while (raw := _receive(requests)) is not None:
        request = msgspec.msgpack.decode(raw, type=_Request)
        del raw
        with _alarm(seconds):
            reply = _answer(request)
        _send(replies, msgspec.msgpack.encode(reply))


def _answer(request: _Request) -> _Reply:
    from inquit.reading.formats import FORMATS

    parsers = {format.module: format.parser for format in FORMATS.values()}
    try:
        return _Reply(parsers[request.module]()(request.data, request.options))
    except Refused as error:
        return _Reply(refused=str(error))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """The parent kills a late child; this ends one whose parent is gone."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds + 5)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    wanted = megabytes * 1_000_000
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (ValueError, OSError):  # macOS refuses
        return


def _send(pipe: IO[bytes] | BinaryIO, body: bytes) -> None:
    pipe.write(len(body).to_bytes(_SIZE, "big"))
    pipe.write(body)
    pipe.flush()


def _receive(pipe: IO[bytes] | BinaryIO) -> bytes | None:
    size = pipe.read(_SIZE)
    if len(size) < _SIZE:
        return None
    body = pipe.read(int.from_bytes(size, "big"))
    return body if len(body) == int.from_bytes(size, "big") else None
