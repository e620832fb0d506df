"""Zip packages: a Word document is one; what else comes in a zip is told from it. Nothing is unpacked unbounded."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from cpcc_extract.errors import FormatError
from cpcc_extract.reading.extract import Extract

_END, _END_SIZE, _END64, _COMMENT = b"PK\x05\x06", 22, b"PK\x06\x07", 65_535
# A report's directory has some dozen entries of about 80 bytes; zipfile keeps about 500 bytes in memory for each.
_DIRECTORY = 4 << 20
# The text of a yearbook of 2,000 pages is a part of about 40 MB.
_LARGEST_PART = 100 << 20
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_MAIN_PART = re.compile(rb'<[^<>]*relationships/officeDocument"[^<>]*>')
_TARGET = re.compile(rb'\bTarget="/?([^"]{1,200})"')

# (part that gives a package away, what it is, what to do)
_OTHERS = (
    ("xl/workbook.xml", "an Excel workbook", "save the text in it as .docx or .txt"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "save it as PDF"),
    ("OFD.xml", "an OFD file", "export it as PDF or .docx with its reader"),
    ("META-INF/container.xml", "an e-book", "save its text as .txt or .html"),
)


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


def read_package(raw: bytes, called: str) -> Extract:
    """The text of the Word (or OpenDocument) file in a zip. Raises FormatError for any other zip, or a damaged one."""
    package = Package(raw, called)
    main = _main_part(package)
    if main:
        from cpcc_extract.reading.docx import read_docx

        return read_docx(package, main)
    if package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        from cpcc_extract.reading.office import read_office

        return read_office(raw, called, "odt")
    for part, what, advice in _OTHERS:
        if part in package.names:
            raise FormatError(f"{called}: is {what}, not a text; {advice}")
    raise FormatError(f"{called}: is a zip archive, not a Word document; unpack it and give the files in it")


def _main_part(package: Package) -> str | None:
    """Name of the part that holds the document's text: as the package says, else where Word puts it."""
    relation = _MAIN_PART.search(package.read("_rels/.rels"))
    target = _TARGET.search(relation[0]) if relation else None
    named = target[1].decode("utf-8", errors="replace") if target else ""
    for name in (named, "word/document.xml"):
        if name in package.names and not name.startswith(("xl/", "ppt/")):
            return name
    return None


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
