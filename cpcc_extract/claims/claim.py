"""The claim: one quantity and all that the text says of it."""

from typing import Literal, NamedTuple

from cpcc_extract.numbers.quantity import Quantity
from cpcc_extract.spans import Span
from cpcc_extract.when.period import Period

Change = Literal["increase", "decrease"]
Status = Literal["actual", "target"]


class Claim(NamedTuple):
    """One quantified claim. What stands in the article or section is added when records are made."""

    id: str
    passage: int
    """Index of the passage it stands in."""
    quantity: Quantity
    sentence: Span
    """Passage offsets of the sentence around it."""
    item: str | None
    action: str | None
    indicator: str | None
    change: Change | None
    comparison: str | None
    status: Status
    period: Period | None
    part_of: str | None
    """Id of the claim whose breakdown this belongs to."""
    repeats: str | None
    """Id of an earlier claim that states the same."""
    rules: tuple[str, ...]
    """Ids of the rules that decided, the quantity's first."""
