"""Zip packages, which Word and OpenDocument files are: their parts, of which nothing is unpacked unbounded."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from cpcc_extract.errors import FormatError

_END, _END_SIZE, _END64, _COMMENT = b"PK\x05\x06", 22, b"PK\x06\x07", 65_535
# A report's directory has some dozen entries of about 80 bytes; zipfile keeps about 500 bytes in memory for each.
_DIRECTORY = 4 << 20
# The text of a yearbook of 2,000 pages is a part of about 40 MB.
_LARGEST_PART = 100 << 20
_CHUNK = 1 << 16
_ENCRYPTED = 0x1


class Package:
    """The parts of a zip file, each read in bounded memory."""

    def __init__(self, raw: bytes, called: str) -> None:
        """Raises FormatError when `raw` is no whole zip file, or one with a directory out of all proportion."""
        self.called = called
        _check_directory(raw, called)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, struct.error, NotImplementedError):
            raise _damaged(called) from None
        self.names = frozenset(self._zip.namelist())

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, in order. Raises FormatError when it is missing, damaged, encrypted or too large."""
        size = 0
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & _ENCRYPTED:
                raise FormatError(f"{self.called}: is encrypted; open it with its password and save it without one")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _damaged(self.called)
            if info.file_size > _LARGEST_PART:
                raise self._too_large(name)
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    if size > _LARGEST_PART:  # the directory of the package can lie
                        raise self._too_large(name)
                    yield chunk
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise _damaged(self.called) from None

    def _too_large(self, name: str) -> FormatError:
        return FormatError(
            f"{self.called}: unpacks to more than {_LARGEST_PART >> 20} MB ({name}), which no report does; "
            "if it is one, save it as plain text"
        )

    def read(self, name: str) -> bytes:
        """All bytes of a part; empty when there is none of that name."""
        return b"".join(self.chunks(name)) if name in self.names else b""


def _check_directory(raw: bytes, called: str) -> None:
    """Refuse a directory so large that reading it would fill the memory, before zipfile reads it."""
    at = raw.rfind(_END, max(0, len(raw) - _END_SIZE - _COMMENT))
    if at < 0 or at + _END_SIZE > len(raw):
        raise _damaged(called)
    size = struct.unpack_from("<I", raw, at + 12)[0]
    if size > _DIRECTORY or raw[max(0, at - 20) : at].startswith(_END64):
        raise FormatError(f"{called}: holds far more parts than a document; save its text as .txt")


def _damaged(called: str) -> FormatError:
    return FormatError(f"{called}: is a cut-off or damaged Word file (zip); get it anew, or open and save it in Word")
