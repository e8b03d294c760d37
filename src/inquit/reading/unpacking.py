"""Bytes from a stream: unpacked, digested, with every limit kept and the stream's end checked.

gzip and zstd data may be several members or frames in a row, read as one. A stream that stops early, is damaged or has
something else behind its end is refused; `gzip.open` and `zstandard.open` would end some of these in silence.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

from inquit.reading.parsed import Refused

CHUNK = 1 << 16
# A zstd block of 4 bytes may stand for 128 KiB: small slices bound what one step can unpack (to 32 MiB).
ZSTD_SLICE = 1 << 10
ZSTD_WINDOW = 1 << 27
BOMB_RATIO = 100
MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}


class Stream:
    """The content of a binary file in chunks, after unpacking. Counts and digests the bytes of the file itself."""

    def __init__(self, file: BinaryIO, packing: str = "", *, head: bytes = b"") -> None:
        self.packing = packing
        self.bytes_in = 0
        self.bytes_out = 0
        self._file = file
        self._head = head
        self._sha256 = hashlib.sha256()
        self._peeked: list[bytes] = []
        self._rest = self._unpacked()

    @property
    def sha256(self) -> str:
        """Of the file's bytes so far, packed as they are; of all of them once the chunks have ended."""
        return self._sha256.hexdigest()

    @property
    def is_bomb(self) -> bool:
        """Has it unpacked to more than a hundred times its size?"""
        return bool(self.packing) and self.bytes_out > BOMB_RATIO * self.bytes_in

    def chunks(self) -> Iterator[bytes]:
        """The content. Raises Refused for a packed stream that is damaged, stops early or does not end at its end."""
        yield from self._peeked
        self._peeked = []
        yield from self._rest

    def first_line(self, max_bytes: int) -> bytes:
        """The first line that is not blank, or so much of it; `chunks` still gives everything."""
        while True:
            peeked = b"".join(self._peeked).lstrip()
            line, newline, _ = peeked.partition(b"\n")
            if newline or len(line) > max_bytes:
                return line
            chunk = next(self._rest, b"")
            if not chunk:
                return line
            self._peeked = [*self._peeked, chunk] if peeked else [b"".join(self._peeked) + chunk]

    def whole(self, max_bytes: int) -> bytes:
        """All of the content. Raises Refused where it is more than `max_bytes`, as soon as that is known."""
        pieces = []
        for chunk in self.chunks():
            pieces.append(chunk)
            if self.bytes_out > max_bytes:
                if self.is_bomb:
                    raise Refused(
                        f"unpacks to more than {megabytes(max_bytes)}, over {BOMB_RATIO} times its size: a zip bomb?"
                    )
                raise Refused(
                    f"has more than {megabytes(max_bytes)}{' unpacked' * bool(self.packing)} (setting max_megabytes)"
                )
        if not self.bytes_out:
            raise Refused("is empty")
        return b"".join(pieces)

    def _unpacked(self) -> Iterator[bytes]:
        raw = self._raw()
        packed = {".gz": _gunzip, ".zst": _unzstd}.get(self.packing)
        for chunk in packed(raw) if packed else raw:
            self.bytes_out += len(chunk)
            yield chunk

    def _raw(self) -> Iterator[bytes]:
        read = getattr(self._file, "read1", self._file.read)  # read1: a pipe's rows as they come
        chunk = self._head or read(CHUNK)
        while chunk:
            self.bytes_in += len(chunk)
            self._sha256.update(chunk)
            yield chunk
            chunk = read(CHUNK)


class Lines:
    """The lines of a stream without their line ends; `number` is the true one, from 1, of the line last read.

    A line of more than `max_bytes` raises Refused without being kept; the next step goes on after it. (A class, not a
    generator: a generator would be finished by its first error.)
    """

    def __init__(self, stream: Stream, max_bytes: int) -> None:
        self.number = 0
        self.line = b""
        self.broken = False
        self._stream = stream
        self._chunks = stream.chunks()
        self._max_bytes = max_bytes
        self._chunk = b""
        self._at = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> bytes:
        pieces: list[bytes] = []
        size = 0
        while True:
            found = self._chunk.find(b"\n", self._at)
            end = found if found >= 0 else len(self._chunk)
            size += end - self._at
            if size <= self._max_bytes:
                pieces.append(self._chunk[self._at : end])
            else:
                pieces.clear()
                self._check_bomb(size)
            self._at = end + 1
            if found >= 0:
                break
            self._chunk, self._at = self._next_chunk(), 0
            if not self._chunk:
                if not size:
                    raise StopIteration
                break
        self.number += 1
        self.line = b"".join(pieces)
        if size > self._max_bytes:
            raise Refused(f"the line has more than {megabytes(self._max_bytes)} (setting max_megabytes)")
        return self.line

    def _next_chunk(self) -> bytes:
        try:
            return next(self._chunks, b"")
        except (Refused, OSError):
            self.broken = True
            raise

    def _check_bomb(self, size: int) -> None:
        if size > 8 * self._max_bytes and self._stream.is_bomb:
            self.broken = True
            raise Refused(f"unpacks to over {BOMB_RATIO} times its size in one endless line: a zip bomb?")


def megabytes(size: int) -> str:
    """A number of bytes for people: "64 MB", "0.5 MB"."""
    return f"{size / 1e6:g} MB"


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...


def _gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    def start() -> tuple[_Unpacker, Callable[[bytes], bytes]]:
        member = zlib.decompressobj(wbits=31)
        return member, lambda data: member.decompress(data, CHUNK)

    return _members(chunks, start, zlib.error, "gzip")


def _unzstd(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import zstandard

    def start() -> tuple[_Unpacker, Callable[[bytes], bytes]]:
        frame = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()
        return frame, frame.decompress

    slices = (chunk[at : at + ZSTD_SLICE] for chunk in chunks for at in range(0, len(chunk), ZSTD_SLICE))
    return _members(slices, start, zstandard.ZstdError, "zstd")


def _members(
    chunks: Iterable[bytes],
    start: Callable[[], tuple[_Unpacker, Callable[[bytes], bytes]]],
    damage: type[Exception],
    name: str,
) -> Iterator[bytes]:
    """Unpack members one after the other. Zero bytes may pad the end, as tape and block devices leave them."""
    unpacker, unpack = start()
    members, taken = 0, 0
    for chunk in chunks:
        data = chunk
        while data:
            if members and not taken and data[0] == 0:
                data = data.lstrip(b"\0")
                if not data:
                    break
                raise Refused(f"has something else behind the end of its {name} data")
            try:
                out = unpack(data)
            except damage as error:
                raise Refused(_damage(members, taken, name, error)) from error
            taken += len(data)
            if out:
                yield out
            if unpacker.eof:
                data = unpacker.unused_data
                unpacker, unpack = start()
                members, taken = members + 1, 0
            else:
                data = unpacker.unconsumed_tail
    if taken:
        raise Refused(f"is truncated: its {name} data stop early")
    if not members:
        raise Refused("is empty")


def _damage(members: int, taken: int, name: str, error: Exception) -> str:
    if "too much memory" in str(error):
        return f"needs a window of more than {ZSTD_WINDOW >> 20} MiB to unpack"
    if taken:
        return f"is damaged: {error}"
    if members:
        return f"has something else behind the end of its {name} data"
    return f"is no {name} data, or damaged: {error}"
