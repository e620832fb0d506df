"""The program that `read_pdf` runs: a PDF file on standard input, a JSON object on standard output.

`{"text", "pages": offset of each page, "empty": numbers of the pages without text}` or `{"refused": why}`.
"""

from __future__ import annotations

import json
import sys
from ctypes import byref
from typing import Any

from cpcc_extract.reading.columns import Run, reading_order
from cpcc_extract.reading.page_lines import PageText, join_pages, without_furniture

_LONGEST_TEXT, _MOST_PAGES = 20_000_000, 20_000
_PASSWORD = 4
_BLANKS, _HYPHEN = frozenset((*range(0x21), 0xA0, 0x3000)), 0x02
_PRIVATE = (0xE000, 0xF8FF)
_UNMAPPED_SHARE = 0.3
# Two characters further apart than this, in widths of a full character, are not of one run of text.
_GAP, _BACK = 0.9, 0.5
_WORD_GAP = 0.2


class RefusedError(Exception):
    """The file cannot be read; the argument says why."""


def read_pages(raw: bytes) -> dict[str, Any]:
    """What the program prints for a file. Raises RefusedError."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise RefusedError("password" if getattr(error, "err_code", None) == _PASSWORD else "damaged") from None
    if not count:
        raise RefusedError("damaged")
    if count > _MOST_PAGES:
        raise RefusedError("large")
    pages: list[list[Run]] = []
    tally = [0, 0]
    for number in range(count):
        try:
            pages.append(_runs(document[number], tally))
        except pypdfium2.PdfiumError:
            pages.append([])
        if tally[0] > _LONGEST_TEXT:
            raise RefusedError("large")
    if tally[1] > _UNMAPPED_SHARE * tally[0]:
        raise RefusedError("unmapped")
    texts = [PageText(reading_order(runs)) for runs in without_furniture(pages)]
    text, starts = join_pages(texts)
    return {"text": text, "pages": starts, "empty": [at + 1 for at, runs in enumerate(pages) if not runs]}


def _runs(page: Any, tally: list[int]) -> list[Run]:
    """The runs of text of a page, as drawn; `tally` counts characters, and those that no font names."""
    from pypdfium2 import raw

    height, width, turn = page.get_height(), page.get_width(), page.get_rotation()
    textpage = page.get_textpage()
    box = raw.FS_RECTF()
    runs: list[Run] = []
    chars: list[str] = []
    now: list[float] = []
    spaced = False
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if raw.FPDFText_IsGenerated(textpage, index) == 1 or code in _BLANKS:
            if code != _HYPHEN:
                spaced = True
                continue
            code = ord("-")
        tally[0] += 1
        tally[1] += (
            code == 0xFFFD
            or _PRIVATE[0] <= code <= _PRIVATE[1]
            or raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
        )
        if tally[0] > _LONGEST_TEXT:
            break
        raw.FPDFText_GetLooseCharBox(textpage, index, byref(box))
        x0, x1, y0, y1 = _upright(box.left, box.right, box.bottom, box.top, turn, width, height)
        em = max(y1 - y0, 0.1)
        if now:
            size = now[3] - now[2]
            same = abs((y0 + y1) - (now[2] + now[3])) < 0.6 * min(em, size) and 0.5 < em / size < 2
            if same and -_BACK * em <= x0 - now[1] < _GAP * em:
                if (spaced or x0 - now[1] > _WORD_GAP * em) and _needs_blank(chars[-1], code, x0 - now[1], em):
                    chars.append(" ")
                chars.append(chr(code))
                now[1] = max(now[1], x1)
                spaced = False
                continue
            runs.append(Run("".join(chars), *now))
        chars, now, spaced = [chr(code)], [x0, x1, y0, y1], False
    if now:
        runs.append(Run("".join(chars), *now))
    return runs


def _needs_blank(before: str, code: int, gap: float, em: float) -> bool:
    """A blank stands between two characters: between Latin words, or where the gap is as wide as one."""
    latin = before.isascii() and code < 0x80
    return (latin and gap > _WORD_GAP * em / 2) or gap > _GAP * em / 2


def _upright(
    left: float, right: float, bottom: float, top: float, turn: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box (x0, x1, y0, y1) as it stands on the page when that is turned the way it is shown."""
    if turn == 90:
        return bottom, top, height - right, height - left
    if turn == 180:
        return width - right, width - left, height - top, height - bottom
    if turn == 270:
        return width - top, width - bottom, left, right
    return left, right, bottom, top


def main() -> None:
    """Read standard input, print the object; exit status 0 whenever there is something to print."""
    try:
        found = read_pages(sys.stdin.buffer.read())
    except RefusedError as refused:
        found = {"refused": str(refused)}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
