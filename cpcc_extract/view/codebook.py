"""The codebook for a reader at a terminal: each indicator with what it counts, its units and example phrases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from cpcc_extract.compiling.indicators import Line
from cpcc_extract.view.terminal import console_for, plain_text, print_wrapped

_INDENT = 4
_UNITS = 12
_EXAMPLES = 2


def show_codebook(lines: Iterable[Line], out: TextIO) -> None:
    """Write the lines to `out`; colours only where it has them."""
    console = console_for(out)
    for line in lines:
        print_wrapped(plain_text(line.id, "bold cyan") + plain_text(f"  {line.label}", "bold"), 0, console)
        print_wrapped(plain_text(line.definition), _INDENT, console)
        more = " …" if len(line.units) > _UNITS else ""
        print_wrapped(plain_text(f"{' '.join(line.units[:_UNITS])}{more}", "yellow"), _INDENT, console)
        for example in line.examples[:_EXAMPLES]:
            print_wrapped(plain_text(example, "dim"), _INDENT, console)
