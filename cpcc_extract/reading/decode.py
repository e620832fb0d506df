"""Bytes to text: which encoding a file is in, without free guessing.

Tried in this order: byte order mark, strict UTF-8, strict GB18030 when the result reads as Chinese.
Anything else is an error that names `--encoding`, never a page of wrong characters.
"""

from __future__ import annotations

import codecs

from cpcc_extract.errors import BinaryError, EmptyError, EncodingError
from cpcc_extract.reading.fold import fold_script

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BOM = "\ufeff"
_SAMPLE = 20_000
# GB 2312 puts the 3,755 characters of everyday use first, up to lead byte 0xD7; text of another encoding
# taken for GB18030 lands all over the plane (Big5: about half of it outside).
_EVERYDAY_LEAD = 0xD7
_EVERYDAY_SHARE = 0.8
_WIDE_SHARE = 0.9


def decode(raw: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of `raw` without a byte order mark, and the name of the codec that decoded it.

    `name` is what messages call the input; `encoding` overrides every test. Newlines stay as they are.
    Raises EmptyError, BinaryError or EncodingError.
    """
    if not raw.removeprefix(codecs.BOM_UTF8):
        raise EmptyError(f"{name}: the file is empty; give one with text in it")
    codec = _named(encoding, name) if encoding else _marked(raw)
    text, codec = (_strictly(raw, codec, name), codec) if codec else _recognised(raw, name)
    text = text.removeprefix(_BOM)
    if "\0" in text:
        raise _binary(name)
    if not text.strip():
        raise EmptyError(f"{name}: the file holds only blanks; give one with text in it")
    return text, codec


def _named(encoding: str, name: str) -> str:
    try:
        codec = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise EncodingError(
            f"{name}: {encoding!r} is not an encoding; try --encoding utf-8, gb18030, big5 or utf-16"
        ) from None
    return "utf-8" if codec == "utf-8-sig" else codec


def _marked(raw: bytes) -> str | None:
    return next((codec for mark, codec in _MARKS if raw.startswith(mark)), None)


def _strictly(raw: bytes, codec: str, name: str) -> str:
    try:
        text = raw.decode(codec)
        text.encode("utf-8")  # some codecs let through lone surrogates, which no output can hold
        return text
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"{name}: not valid {codec} (byte {error.start + 1}); name its encoding, e.g. --encoding gb18030"
        ) from None
    except (LookupError, ValueError):
        raise EncodingError(
            f"{name}: {codec!r} does not turn bytes into text; try --encoding utf-8, gb18030, big5 or utf-16"
        ) from None


def _recognised(raw: bytes, name: str) -> tuple[str, str]:
    """UTF-8 or GB18030, from the bytes alone."""
    if b"\0" in raw:
        raise _binary(name)
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        bad = error.start + 1
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if reads_as_chinese(text):
        return text, "gb18030"
    raise EncodingError(
        f"{name}: neither UTF-8 (byte {bad} is wrong) nor Chinese in GB18030; "
        "name its encoding, e.g. --encoding big5, or save it as UTF-8"
    )


def _binary(name: str) -> BinaryError:
    return BinaryError(
        f"{name}: looks like a binary file, not text; save it as plain text in UTF-8 "
        "(for UTF-16 without a byte order mark, say --encoding utf-16-le)"
    )


def reads_as_chinese(text: str) -> bool:
    """True when most characters outside ASCII are Chinese ones of everyday use (traditional ones included)."""
    sample = text[:: len(text) // _SAMPLE + 1]
    foreign = [ch for ch in sample if ch > "\x7f"]
    if not foreign or any(ch < " " and ch not in "\t\n\r\f" for ch in sample):
        return False
    wide = [ch for ch in foreign if "\u2010" <= ch <= "\u2642" or "\u3000" <= ch <= "\u9fff" or ch >= "\uff00"]
    han = [ch for ch in fold_script("".join(wide)) if "\u4e00" <= ch <= "\u9fff"]
    everyday = sum(_is_everyday(ch) for ch in han)
    return len(wide) >= _WIDE_SHARE * len(foreign) and everyday >= _EVERYDAY_SHARE * max(1, len(han))


def _is_everyday(ch: str) -> bool:
    code = ch.encode("gb2312", errors="replace")
    return len(code) == 2 and code[0] <= _EVERYDAY_LEAD
