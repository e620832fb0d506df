"""How far a date reaches: up to which character it dates what stands behind it."""

from typing import Final

from cpcc_extract.lexicon.patterns import Pattern
from cpcc_extract.lexicon.times import TimeRules
from cpcc_extract.when.expressions import TimeMention
from cpcc_extract.when.moments import Calendar, Moment, Stretch

_FAR: Final = 60  # characters after a date in which its reach may end
_WHOLE: Final = 400  # characters of the longest sentence
_ASIDE: Final = 24  # characters before a date in which the bracket around it may open
_LEAD: Final = 12  # characters before a date in which the quotation around it may open


def reach_of(view: str, mention: TimeMention, opens: bool, rules: TimeRules) -> int:
    """Where `mention` stops dating: at the end of its quotation, level or clause, else with the passage."""
    words = rules.article
    end = _quotation_end(view, mention, rules)
    if end is None:
        end = _bracket_end(view, mention, rules)
    if end is None:
        end = next_end(words.goal, view, mention.end)
    if end is None and mention.role == "from":
        end = next_end(words.to_level, view, mention.end)
    if end is None and (mention.role == "to" or (isinstance(mention.moment, Stretch) and not opens)):
        end = next_end(words.clause_end, view, mention.end)
        # 在民主监督上,五年来,转递提案180件: set off by commas it dates the sentence
        if end is not None and isinstance(mention.moment, Stretch) and words.set_apart.match(view, mention.end):
            end = next_end(words.sentence_end, view, end, _WHOLE)
    if end is None and not opens and _months(mention.moment):
        end = next_end(words.part_end, view, mention.end, _WHOLE)
    if end is None and mention.start > _LEAD and _looks_back(mention.moment):
        end = next_end(words.sentence_end, view, mention.end, _WHOLE)
    return len(view) if end is None else end


def _months(moment: Moment | None) -> bool:
    """Several months without their year."""
    return isinstance(moment, Calendar) and moment.year is moment.shift is None and moment.month_end is not None


def _looks_back(moment: Moment | None) -> bool:
    """A year before the text's own (去年受灾) is a look back, unless the paragraph begins with it."""
    return isinstance(moment, Calendar) and (moment.shift or 0) < 0 and moment.month is None


def next_end(pattern: Pattern, view: str, start: int, within: int = _FAR) -> int | None:
    """Where `pattern` begins in the `within` characters behind `start`; None where it does not."""
    found = pattern.search(view, start, start + within)
    return found.start() if found else None


def _quotation_end(view: str, mention: TimeMention, rules: TimeRules) -> int | None:
    """Where the quotation that began shortly before `mention` ends; None when it stands in none."""
    marks = rules.article
    depth = 0
    for character in reversed(view[max(0, mention.start - _LEAD) : mention.start]):
        if character in marks.close_marks:
            depth += 1
        elif character in marks.open_marks:
            if depth == 0:
                break
            depth -= 1
    else:
        return None
    return _closing(view, mention.end, marks.close_marks)


def _bracket_end(view: str, mention: TimeMention, rules: TimeRules) -> int | None:
    """Where the brackets around `mention` and other words end (不含上年旧存); None for a date alone in its brackets."""
    marks = rules.article
    lead = view[max(0, mention.start - _ASIDE) : mention.start]
    opened = max((at for at, character in enumerate(lead) if character in marks.open_brackets), default=-1)
    if opened < 0 or any(character in marks.close_brackets for character in lead[opened:]):
        return None
    end = _closing(view, mention.end, marks.close_brackets)
    alone = opened == len(lead) - 1 and end == mention.end
    return None if alone else end


def _closing(view: str, start: int, marks: frozenset[str]) -> int | None:
    return next((at for at in range(start, min(len(view), start + _FAR)) if view[at] in marks), None)
