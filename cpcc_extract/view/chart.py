"""A panel as a drawing: each indicator over time, or over places where there is but one time."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from cpcc_extract.exact_json import plain_number
from cpcc_extract.insight.panel import Cell, Panel
from cpcc_extract.lexicon.interface import scale_words
from cpcc_extract.writers.extras import library
from cpcc_extract.writers.whole_file import whole_file

_MOST_CHARTS = 6
_MOST_BODIES = 12
_YEAR = re.compile(r"[0-9]{4}(?:-H[12])?")
_HALVES = {"": 0.5, "-H1": 0.25, "-H2": 0.75}
"""Where in its year a period stands."""
_LEVEL_TICKS, _FAR_TICKS = 8, 30
_WIDE_TICK = 10
"""Characters of a tick's label from which on labels are slanted."""
_ROOM = 1.2
"""Height of a chart over its highest point, which has its number above it."""
_LONG_NUMBER = re.compile(r"[0-9]{5,}(?:\.[0-9]+)?")
_HUNDREDTH = Decimal("0.01")
_WIDTH, _HEIGHT = 8.0, 3.2
"""Inches of one chart."""
_CHARACTER = "提"
"""A font that has this one is taken for a Chinese one."""
_PREFERRED = ("noto sans cjk sc", "source han sans sc", "microsoft yahei", "pingfang sc", "wenquanyi", "simhei")
# Report text is never taken for formulas; same panel, same drawing.
_SETTINGS = {"text.parse_math": False, "svg.hashsalt": "cpcc-extract", "axes.unicode_minus": False}


def draw(panel: Panel, path: Path, format: str) -> list[str]:
    """Draw up to six indicators of the panel into `path` (svg or png); returns what a reader of it should know.

    Over time with a line for each body, bounded numbers as hollow points; as bars where no body has two periods.
    Raises MissingExtraError without matplotlib, WriteError where the place cannot be written.
    """
    matplotlib = library("matplotlib", "chart", "a chart")
    figures = import_module("matplotlib.figure")
    font = _chinese_font()
    remarks = list(_remarks(panel, font))
    settings = _SETTINGS | ({"font.family": [font, "DejaVu Sans"]} if font else {})
    with matplotlib.rc_context(settings):
        shown = panel.indicators[:_MOST_CHARTS]
        figure = figures.Figure(figsize=(_WIDTH, _HEIGHT * len(shown)), layout="constrained")
        axes = figure.subplots(len(shown), 1, squeeze=False)[:, 0]
        for axis, indicator in zip(axes, shown, strict=True):
            _draw_one(panel, indicator, axis)
        with whole_file(path) as out, warnings.catch_warnings():
            # That a glyph is missing is told once, as a remark, not once for each character.
            warnings.simplefilter("ignore", UserWarning)
            figure.savefig(out, format=format, dpi=150, metadata={"Date": None} if format == "svg" else None)
    return remarks


def _remarks(panel: Panel, font: str | None) -> Iterator[str]:
    if font is None:
        yield "no font with Chinese characters was found, so labels show as boxes; install one (Noto Sans CJK SC)"
    if len(panel.indicators) > _MOST_CHARTS:
        yield f"drew the first {_MOST_CHARTS} of {len(panel.indicators)} indicators; choose with --indicators"
    bodies = {row.organisation for row in panel.rows}
    if len(bodies) > _MOST_BODIES:
        yield f"drew the {_MOST_BODIES} bodies with most figures of each indicator, of {len(bodies)} in all"


def _draw_one(panel: Panel, indicator: str, axis: Any) -> None:
    lines: dict[str, list[Cell]] = {}
    for row in panel.rows:
        if (row, indicator) in panel.cells:
            lines.setdefault(_body(row.organisation or row.source), []).append(panel.cells[row, indicator])
    kept = sorted(lines.items(), key=lambda line: -len(line[1]))[:_MOST_BODIES]
    unit = panel.units[indicator]
    axis.set_title(f"{panel.labels[indicator]}{f' ({unit})' if unit else ''}")
    if any(len(cells) > 1 for _, cells in kept):
        _over_time(kept, axis)
    else:
        _bars(kept, axis)


def _over_time(lines: list[tuple[str, list[Cell]]], axis: Any) -> None:
    at = _places({cell.row.period for _, cells in lines for cell in cells})
    for body, found in lines:
        cells = [cell for cell in found if cell.row.period in at]
        if not cells:
            continue
        points = [(at[cell.row.period], float(cell.claim.value or 0)) for cell in cells]
        (line,) = axis.plot(*zip(*points, strict=True), label=body, linewidth=1.5)
        for (x, y), cell in zip(points, cells, strict=True):
            plain = cell.claim.bound == "exact" and cell.claim.value_max is None
            face = line.get_color() if plain else "white"
            axis.plot([x], [y], "o", color=line.get_color(), markerfacecolor=face, markersize=6)
            axis.annotate(_short(cell.shown), (x, y), textcoords="offset points", xytext=(4, 5), fontsize=8)
    if _crowded(at):
        axis.set_xticks(list(at.values()), list(at), rotation=45, ha="right")
    else:
        axis.set_xticks(list(at.values()), list(at))
    axis.margins(x=0.08)
    axis.set_ylim(*_extent(axis))
    axis.yaxis.set_major_formatter(_tick)
    axis.legend(fontsize=8)


def _extent(axis: Any) -> tuple[float, float]:
    """From nought, or the lowest number below it, to some way above the highest."""
    values = [float(y) for line in axis.lines for y in line.get_ydata()]
    low, high = min(0.0, *values), max(0.0, *values)
    return low * _ROOM, high * _ROOM or 1.0


def _crowded(at: dict[str, float]) -> bool:
    """True when labels of ticks would run into each other side by side."""
    return _reach(at) > _LEVEL_TICKS or max(map(len, at), default=0) > _WIDE_TICK


def _reach(at: dict[str, float]) -> float:
    """From the first place to the last, measured by how near the nearest two are."""
    places = sorted(at.values())
    nearest = min((after - before for before, after in pairwise(places)), default=1.0)
    return (places[-1] - places[0]) / nearest if places else 0.0


def _tick(value: float, _: int) -> str:
    return _short(plain_number(Decimal(f"{value:.10g}")))


def _short(number: str) -> str:
    """`> 240000000` as `> 2.4亿`."""
    return _LONG_NUMBER.sub(lambda match: _scaled(Decimal(match.group())), number)


def _scaled(number: Decimal) -> str:
    for scale, name in scale_words():
        if abs(number) >= scale:
            return plain_number((number / scale).quantize(_HUNDREDTH)) + name
    return plain_number(number)


def _places(periods: set[str]) -> dict[str, float]:
    """Where each period stands: years and their halves as far apart as they are, as long as their labels have room;
    anything else in a row.

    What has no period has no place in time.
    """
    dated = sorted(filter(None, periods))
    if all(_YEAR.fullmatch(period) for period in dated):
        at = {period: int(period[:4]) + _HALVES[period[4:]] for period in dated}
        if _reach(at) <= _FAR_TICKS:
            return at
    return {period: float(place) for place, period in enumerate(dated)}


def _bars(lines: list[tuple[str, list[Cell]]], axis: Any) -> None:
    cells = [found[0] for _, found in lines]
    names = [f"{body} {cell.row.period}".strip() for (body, _), cell in zip(lines, cells, strict=True)]
    places = range(len(cells))
    axis.barh(places, [float(cell.claim.value or 0) for cell in cells], height=0.6)
    axis.set_yticks(places, names)
    axis.invert_yaxis()
    for place, cell in zip(places, cells, strict=True):
        axis.annotate(
            _short(cell.shown), (float(cell.claim.value or 0), place), xytext=(3, -3), textcoords="offset points"
        )
    axis.margins(x=0.12)
    axis.xaxis.set_major_formatter(_tick)


def _body(name: str) -> str:
    return "".join(ch if ch.isprintable() else " " for ch in name)


def _chinese_font() -> str | None:
    """The name of an installed font that has Chinese characters; the well-known ones first."""
    manager = import_module("matplotlib.font_manager").fontManager
    fonts = import_module("matplotlib.ft2font")
    entries = sorted(manager.ttflist, key=lambda entry: (_rank(entry.name), entry.name, entry.fname))
    seen: set[str] = set()
    for entry in entries:
        if entry.fname in seen or not Path(entry.fname).exists():
            continue
        seen.add(entry.fname)
        try:
            if ord(_CHARACTER) in fonts.FT2Font(entry.fname).get_charmap():
                return str(entry.name)
        except RuntimeError:  # a damaged font file
            continue
    return None


def _rank(name: str) -> int:
    lowered = name.lower()
    return next((place for place, known in enumerate(_PREFERRED) if lowered.startswith(known)), len(_PREFERRED))
