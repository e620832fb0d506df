"""Old Word files, RTF and OpenDocument: what is said without LibreOffice, and what it makes of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx as python_docx
import pytest
from making import package

from cpcc_extract import parse, read_source
from cpcc_extract.errors import FormatError, MissingExtraError
from cpcc_extract.reading import office
from cpcc_extract.reading.formats import extract

RTF = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \u25552?\u26696?9\u20214?\par}"
ODT = package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600

soffice = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(not soffice, reason="LibreOffice is not installed")


@pytest.mark.parametrize("raw", [OLD_WORD, RTF, ODT], ids=["doc", "rtf", "odt"])
def test_without_the_program_it_says_what_to_do(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingExtraError, match="soffice --headless --convert-to docx") as raised:
        extract(raw, "a.wps", ".wps")
    assert "save the file as .docx" in str(raised.value)


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_conversion(suffix: str, tmp_path: Path) -> None:
    given = tmp_path / "given.docx"
    made = python_docx.Document()
    made.add_heading("甲县政协2024年工作报告", 1)
    made.add_paragraph("全年收到提案190件。")
    made.save(str(given))
    profile = (tmp_path / "profile").as_uri()
    command = [str(soffice), "--headless", f"-env:UserInstallation={profile}", "--convert-to", suffix]
    subprocess.run([*command, "--outdir", str(tmp_path), str(given)], check=True, capture_output=True, timeout=180)
    source = read_source(tmp_path / f"given.{suffix}")
    assert (source.format, source.text) == (suffix, "## 甲县政协2024年工作报告\n全年收到提案190件。\n")
    (claim,) = parse(source).claims
    assert (claim.text, claim.paragraph) == ("190件", 2)


@needs_office
def test_what_it_cannot_convert() -> None:
    with pytest.raises(FormatError, match="could not convert"):
        extract(ODT, "a.odt", ".odt")


def program(folder: Path, script: str) -> None:
    """A stand-in for LibreOffice, to see what its failures come to."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("script", "told"),
    [("exit 1", "could not convert"), ("exec sleep 60", "could not convert")],
    ids=["fails", "hangs"],
)
def test_a_program_that_fails_or_hangs(script: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(office, "_SECONDS", 0.5)
    with pytest.raises(FormatError, match=told):
        extract(RTF, "a.rtf", ".rtf")


def test_a_program_that_writes_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, 'while [ "$1" != --outdir ]; do shift; done; echo rubbish > "$2/input.docx"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(FormatError, match="damaged"):
        extract(RTF, "a.rtf", ".rtf")
