"""Old Word files (.doc, .wps), RTF and OpenDocument: converted by LibreOffice where it is installed, else explained."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Literal

from cpcc_extract.errors import FormatError, MissingExtraError
from cpcc_extract.reading.confined import run_confined
from cpcc_extract.reading.docx import read_docx
from cpcc_extract.reading.extract import Extract
from cpcc_extract.reading.package import Package

_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_SECONDS, _MEMORY = 180, 4 << 30

# Streams that give away what an OLE file is, as its directory spells them.
_ENCRYPTED, _WORD, _EXCEL, _OLD_EXCEL, _SLIDES, _MAIL = (
    name.encode("utf-16-le")
    for name in (
        "EncryptedPackage",
        "WordDocument",
        "Workbook",
        "Book",
        "PowerPoint Document",
        "__properties_version1.0",
    )
)
_OTHERS = (
    (_EXCEL, "an Excel workbook", "save the text in it as .docx or .txt"),
    (_SLIDES, "a PowerPoint presentation", "save it as PDF"),
    (_MAIL, "an Outlook mail", "save its text as .txt"),
    (_OLD_EXCEL, "an Excel workbook", "save the text in it as .docx or .txt"),
)
# The text stream of Microsoft Works opens with these letters.
_WORKS = b"CHNKWKS"
_CALLED = {"doc": "an old Word or WPS file", "rtf": "an RTF file", "odt": "an OpenDocument file"}


def read_office(raw: bytes, called: str, kind: Literal["ole", "rtf", "old-word", "odt"]) -> Extract:
    """The text of a file that LibreOffice can turn into .docx, read as `read_docx` does.

    Raises MissingExtraError, with what to do, where LibreOffice is not installed; FormatError for a file that is
    encrypted or damaged, holds no text document, or takes more than three minutes or 4 GB to convert.
    """
    if kind == "ole":
        _check_ole(raw, called)
    format = "doc" if kind in ("ole", "old-word") else kind
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise MissingExtraError(
            f"{called}: is {_CALLED[format]}, which LibreOffice can convert; install it (soffice must be found), or "
            "save the file as .docx: in Word or WPS with Save As, or with soffice --headless --convert-to docx FILE"
        )
    converted = _converted(raw, program, format)
    if converted is None:
        raise FormatError(
            f"{called}: LibreOffice could not convert it, so it is damaged, or has a password; "
            "open it in Word or WPS and save it as .docx"
        )
    package = Package(converted, called)
    return read_docx(package, "word/document.xml")._replace(format=format)


def _check_ole(raw: bytes, called: str) -> None:
    if _ENCRYPTED in raw:
        raise FormatError(f"{called}: is encrypted; open it with its password and save it without one")
    if _WORD in raw or _WORKS in raw:
        return
    for stream, what, advice in _OTHERS:
        if stream in raw:
            raise FormatError(f"{called}: is {what}, not a text; {advice}")
    raise FormatError(f"{called}: holds no Word text, so it is damaged or another program's; get it anew as .docx")


def _converted(raw: bytes, program: str, format: str) -> bytes | None:
    """The file as .docx; None when LibreOffice makes none of it in time."""
    with tempfile.TemporaryDirectory(prefix="cpcc-extract-") as folder:
        home = Path(folder)
        given, made = home / f"input.{format}", home / "input.docx"
        given.write_bytes(raw)
        # A profile of its own: one that is open on the desktop would take the job over and drop it.
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={(home / 'profile').as_uri()}"]
        command += ["--convert-to", "docx", "--outdir", folder, str(given)]
        run_confined(command, seconds=_SECONDS, memory=_MEMORY)
        return made.read_bytes() if made.is_file() else None
