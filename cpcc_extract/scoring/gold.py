"""Annotations: `STEM.mentions.jsonl` with a row for every numeral of a text, `STEM.layout.json` with its lines."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from cpcc_extract.errors import GoldError
from cpcc_extract.spans import Span

_MENTIONS = ".mentions.jsonl"
_LAYOUT = ".layout.json"

# Annotations number the numerals of a text by this pattern, whatever the rules of reading them are by now.
_HAN = "零〇一二三四五六七八九十百千万亿两几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMERAL = re.compile(
    rf"[0-9０-９]+(?:[,，](?=[0-9０-９]{{3}}(?![0-9０-９]))[0-9０-９]{{3}})*(?:[.．][0-9０-９]+)?|[{_HAN}]+"
)

Alternatives = tuple[str | None, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True)


class Mention(_Strict):
    """Any row: the number of a numeral in its text, and whether it opens a claim, goes on with one, or is none."""

    id: int
    label: Literal["claim", "part", "not", "either"]


class GoldClaim(_Strict):
    """A claim as annotated; `…_alt` hold other values that are right too, None for an empty field."""

    start: int
    end: int
    span: str
    value: str | None
    value_max: str | None
    unit: str | None
    unit_alt: Alternatives = ()
    bound: str
    bound_alt: Alternatives = ()
    item_min: str | None
    item_max: str | None
    item_alt: Alternatives = ()
    action_min: str | None
    action_max: str | None
    action_alt: Alternatives = ()
    change: str | None
    change_alt: Alternatives = ()
    indicator: str | None
    indicator_alt: Alternatives = ()
    organisation: str | None
    organisation_alt: Alternatives = ()
    period: str | None
    period_alt: Alternatives = ()
    section_title: str | None
    section_title_alt: Alternatives = ()
    status: str | None = None
    status_alt: Alternatives = ()
    comparison: str | None = None
    comparison_alt: Alternatives = ()


class GoldLine(_Strict):
    """A printed line and what it is; `article` tells which lines belong together."""

    line: int
    label: str
    label_alt: tuple[str, ...] = ()
    article: int | None


class _Layout(_Strict):
    lines: tuple[GoldLine, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of one text."""

    stem: str
    claims: tuple[GoldClaim, ...]
    neutral: frozenset[int]
    """Numbers of the numerals about which careful readers differ."""
    lines: tuple[GoldLine, ...]


def numerals(text: str) -> tuple[Span, ...]:
    """The numerals of a text in the order in which annotations number them, from 0."""
    return tuple(Span(*match.span()) for match in _NUMERAL.finditer(text))


def stems(folder: Path) -> tuple[str, ...]:
    """Names of the annotated texts in `folder`, sorted. Raises GoldError when there are none."""
    found = tuple(sorted(path.name.removesuffix(_MENTIONS) for path in folder.glob(f"*{_MENTIONS}")))
    if not found:
        raise GoldError(f"{folder}: holds no annotations (NAME{_MENTIONS}); check the path")
    return found


def load_gold(folder: Path, stem: str) -> Gold:
    """The annotations of the text `stem`. Raises GoldError that names the file and row that is wrong."""
    claims = []
    neutral = set()
    for number, raw in enumerate(_read(folder / f"{stem}{_MENTIONS}").splitlines(), start=1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
            mention = Mention.model_validate(row)
            if mention.label == "claim":
                claims.append(GoldClaim.model_validate(row))
            elif mention.label == "either":
                neutral.add(mention.id)
        except ValueError as error:
            raise GoldError(f"{stem}{_MENTIONS}: row {number}: {_reasons(error)}; correct that row") from None
    path = folder / f"{stem}{_LAYOUT}"
    try:
        layout = _Layout.model_validate_json(_read(path))
    except ValidationError as error:
        raise GoldError(f"{path.name}: {_reasons(error)}; correct that entry") from None
    return Gold(stem, tuple(claims), frozenset(neutral), layout.lines)


def text_of(folder: Path, stem: str) -> Path:
    """The text that `stem` annotates: the first file in `folder` whose name begins so. Raises GoldError without one."""
    found = sorted(path for path in folder.glob(f"{stem}*") if path.is_file())
    if not found:
        raise GoldError(f"{folder}: holds no text named {stem}*; check the second path")
    return found[0]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read ({error}); annotations need {_MENTIONS} and {_LAYOUT}") from None


def _reasons(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    return "; ".join(f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}" for detail in error.errors()[:3])
