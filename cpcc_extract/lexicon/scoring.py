"""The one rule that comparing with annotations needs."""

from __future__ import annotations

import re
from functools import cache

from cpcc_extract.compiling.rows import Row, read_rows


class NumberRow(Row):
    """The number of a heading, to be left out where headings are compared."""

    pattern: str


@cache
def heading_number() -> re.Pattern[str]:
    """Matches the number at the start of a heading that has no blanks."""
    (row,) = read_rows("scoring.toml", "heading_number", NumberRow)
    return re.compile(row.pattern)
