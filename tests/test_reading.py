"""Reading: which bytes become which text, what is refused and with what advice, and what the folded view is."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract.errors import BinaryError, CpccError, EmptyError, EncodingError, FormatError, ReadError
from cpcc_extract.lexicon.script import script
from cpcc_extract.reading.decode import decode
from cpcc_extract.reading.fold import fold, is_traditional
from cpcc_extract.reading.text import CHARACTERS, read_source, source_from_text

SIMPLIFIED = "全年收到提案190件，审查立案176件。\r\n委员们深入基层调研，提出意见建议。\n"
TRADITIONAL = "全年收到提案190件，審查立案176件。\r\n委員們深入基層調研，提出意見建議。\n"

DECODED = [
    ("utf-8", SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
    ("utf-8 with mark", codecs.BOM_UTF8 + SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
    ("gbk", SIMPLIFIED.encode("gbk"), SIMPLIFIED, "gb18030"),
    ("gb18030, four bytes", (SIMPLIFIED + "㐀").encode("gb18030"), SIMPLIFIED + "㐀", "gb18030"),
    ("traditional in gbk", TRADITIONAL.encode("gbk"), TRADITIONAL, "gb18030"),
    ("gbk, one word", "提案".encode("gbk"), "提案", "gb18030"),
    ("utf-16 little", codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), SIMPLIFIED, "utf-16"),
    ("utf-16 big", codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED, "utf-16"),
    ("utf-32", codecs.BOM_UTF32_LE + SIMPLIFIED.encode("utf-32-le"), SIMPLIFIED, "utf-32"),
    ("ascii", b"9 reports\r9 more", "9 reports\r9 more", "utf-8"),
    ("mark inside stays", "提案\ufeff9件".encode(), "提案\ufeff9件", "utf-8"),
]


@pytest.mark.parametrize(("raw", "text", "codec"), [row[1:] for row in DECODED], ids=[row[0] for row in DECODED])
def test_recognised_encodings(raw: bytes, text: str, codec: str) -> None:
    assert decode(raw, "a.txt") == (text, codec)


@pytest.mark.parametrize(("name", "recorded"), [("big5", "big5"), ("UTF8", "utf-8"), ("utf-8-sig", "utf-8")])
def test_named_encoding_overrides_recognition(name: str, recorded: str) -> None:
    text = TRADITIONAL.replace("們", "")
    assert decode(text.encode(name), "a.txt", name) == (text, recorded)


REFUSED = [
    ("nothing", b"", None, EmptyError, "give one with text"),
    ("blanks", "\ufeff \u3000\r\n\t".encode(), None, EmptyError, "give one with text"),
    ("nul", b"abc\0def", None, BinaryError, "plain text in UTF-8"),
    ("utf-16 without mark", SIMPLIFIED.encode("utf-16-le"), None, BinaryError, "--encoding utf-16-le"),
    ("nul under a named encoding", b"abc\0def", "latin-1", BinaryError, "plain text in UTF-8"),
    ("big5", TRADITIONAL.replace("們", "").encode("big5"), None, EncodingError, "--encoding big5"),
    ("latin-1", "Café à Paris, déjà vu".encode("latin-1"), None, EncodingError, "--encoding"),
    ("broken utf-8", "提".encode() + b"\xff", None, EncodingError, "byte 4 "),
    ("wrong name", SIMPLIFIED.encode("gbk"), "utf-8", EncodingError, "--encoding gb18030"),
    ("no such encoding", b"abc", "gb99", EncodingError, "gb18030"),
    ("not a text encoding", b"abc", "base64", EncodingError, "gb18030"),
    ("lone surrogate", b"+2AA-", "utf-7", EncodingError, "--encoding"),
]


@pytest.mark.parametrize(
    ("raw", "encoding", "error", "advice"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refusals_name_the_input_and_the_way_out(
    raw: bytes, encoding: str | None, error: type[CpccError], advice: str
) -> None:
    with pytest.raises(error) as raised:
        decode(raw, "report.txt", encoding)
    assert str(raised.value).startswith("report.txt: ")
    assert advice in str(raised.value)


def test_source_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    raw = SIMPLIFIED.encode("gbk")
    path.write_bytes(raw)
    source = read_source(path)
    assert (source.name, source.path, source.format, source.encoding) == ("报告.txt", str(path), "text", "gb18030")
    assert source.text == SIMPLIFIED
    assert source.sha256 == hashlib.sha256(raw).hexdigest()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SIMPLIFIED.encode("gbk"))))
    source = read_source("-")
    assert (source.name, source.path, source.text) == ("-", None, SIMPLIFIED)


def test_text_that_never_was_a_file() -> None:
    source = source_from_text("提案9件")
    assert (source.name, source.path, source.encoding) == ("text", None, "utf-8")
    assert source.sha256 == hashlib.sha256("提案9件".encode()).hexdigest()
    with pytest.raises(EmptyError):
        source_from_text(" \n")


def test_unreadable_places(tmp_path: Path) -> None:
    for path, advice in [
        (tmp_path / "missing.txt", "no such file"),
        (tmp_path, "is a directory"),
        (tmp_path / ("a" * 300), "cannot be read"),
    ]:
        with pytest.raises(ReadError, match=advice):
            read_source(path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="no permission"):
        read_source(tmp_path / "a.txt")


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes only here")
def test_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xd5\xfe\xd0\xad.txt")
    Path(path).write_text("提案9件", encoding="utf-8")
    source = read_source(path)
    source.name.encode("utf-8")
    assert source.text == "提案9件"


FOLDED = [
    ("１７６件，立案率９２．６％", "176件,立案率92.6%"),
    ("（二）ＡＢ～", "(二)AB~"),
    ("　提案\u3000", "　提案\u3000"),
    ("兩萬餘個、幾億元", "两万余个、几亿元"),
    ("馀百餘件議案", "余百余件议案"),
    ("徵集提案", "征集提案"),
    ("乾隆年间徵集两件", "乾隆年间徵集两件"),
    ("二〇二三年", "二〇二三年"),
    ("㎡ ⑳ ㈠", "㎡ ⑳ ㈠"),
]


@pytest.mark.parametrize(("text", "view"), FOLDED)
def test_fold(text: str, view: str) -> None:
    assert fold(text) == view


def test_script_of_a_text() -> None:
    assert is_traditional(TRADITIONAL)
    assert not is_traditional(SIMPLIFIED)
    assert not is_traditional(SIMPLIFIED * 5 + "後記")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_view_has_a_character_for_each_character(text: str) -> None:
    view = fold(text)
    assert len(view) == len(text)
    assert all(old == new for old, new in zip(text, view, strict=True) if old.isascii() or old.isspace())


@given(st.text(alphabet="提案１２０件，餘兩萬个们 \u3000\n", min_size=1))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_script_table_is_one_for_one() -> None:
    forms = script().forms
    assert all(old != new for old, new in forms.items())
    assert not set(map(chr, forms)) & script().simplified
    assert min(forms) > 0x3400


def test_a_text_beyond_all_reports_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("1" * (CHARACTERS + 1), encoding="utf-8")
    with pytest.raises(FormatError, match="split it"):
        read_source(path)
