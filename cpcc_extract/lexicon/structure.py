"""All rules of the structure stage: heading styles, furniture, and the characters that layout is read by."""

import re
from typing import NamedTuple

from cpcc_extract.lexicon.furniture import Furniture
from cpcc_extract.lexicon.headings import HeadingStyles


class StructureRules(NamedTuple):
    """Everything that `structure/` asks of the lexicon."""

    headings: HeadingStyles
    furniture: Furniture
    sentence_end: frozenset[str]
    full_stop: frozenset[str]
    sentence_stop: re.Pattern[str]
    """Finds one of `sentence_end`."""
    clause_end: frozenset[str]
    clause_stop: re.Pattern[str]
    """Finds one of `clause_end`."""
    lead_end: frozenset[str]
    line_end: frozenset[str]
    """What ends a sentence, a list item or a lead-in."""
    line_stop: re.Pattern[str]
    """Finds one of these."""
    closers: str
    """Marks that may follow the end of a sentence and belong to it."""
    occasion_end: frozenset[str]
    """What the second line of a broken subtitle ends with."""
    pairs: dict[str, str]
    """Opening mark to closing mark."""
    opened_by: dict[str, str]
    """Closing mark to opening mark."""
    no_heading: re.Pattern[str]
    no_run_in: re.Pattern[str]
    no_caption: re.Pattern[str]
    caption_shape: re.Pattern[str]
    run_in_opening: re.Pattern[str]
    """A run-in heading that its own brackets or colon end."""
    sentence_marks: re.Pattern[str]
    """Every character that `split_sentences` must look at."""
