"""All rules of the structure stage: heading styles, furniture, and the characters that layout is read by."""

from typing import NamedTuple

from cpcc_extract.lexicon.furniture import Furniture
from cpcc_extract.lexicon.headings import HeadingStyles
from cpcc_extract.lexicon.patterns import Pattern


class StructureRules(NamedTuple):
    """Everything that `structure/` asks of the lexicon."""

    headings: HeadingStyles
    furniture: Furniture
    sentence_end: frozenset[str]
    full_stop: frozenset[str]
    sentence_stop: Pattern
    """Finds one of `sentence_end`."""
    clause_end: frozenset[str]
    clause_stop: Pattern
    """Finds one of `clause_end`."""
    lead_end: frozenset[str]
    line_end: frozenset[str]
    """What ends a sentence, a list item or a lead-in."""
    line_stop: Pattern
    """Finds one of these."""
    closers: str
    """Marks that may follow the end of a sentence and belong to it."""
    occasion_end: frozenset[str]
    """What the second line of a broken subtitle ends with."""
    pairs: dict[str, str]
    """Opening mark to closing mark."""
    opened_by: dict[str, str]
    """Closing mark to opening mark."""
    no_heading: Pattern
    no_run_in: Pattern
    no_caption: Pattern
    caption_shape: Pattern
    run_in_opening: Pattern
    """A run-in heading that its own brackets or colon end."""
    sentence_marks: Pattern
    """Every character that `split_sentences` must look at."""
