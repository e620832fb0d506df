"""Rules that tell plans from facts."""

import re
from typing import NamedTuple


class Sign(NamedTuple):
    """A status row, compiled."""

    id: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


class StatusRules(NamedTuple):
    """The signs by the place they are looked for."""

    sentence: Sign
    fact: Sign
    heading: Sign
    paragraph: Sign
