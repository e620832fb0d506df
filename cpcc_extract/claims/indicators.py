"""Which line of the codebook a claim belongs to."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from cpcc_extract.lexicon.indicators import IndicatorRules, Match
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Layout

_NAME: Final = 120
"""Characters of an item or action that are looked at, its end kept: windows bound the time a hostile text can cost."""
_AROUND: Final = 60
_BEFORE: Final = 240
_TOPIC: Final = 160
_DEPTH: Final = 4


class Setting:
    """What a passage's place in the document says of its claims."""

    __slots__ = ("foreign", "topic")
    topic: str
    """Headings from the innermost outwards, then the article's title, folded, each behind a `|`."""
    foreign: bool
    """The article reports the work of another body than a conference or its parties."""

    def __init__(self, topic: str = "", foreign: bool = False) -> None:
        self.topic = topic
        self.foreign = foreign


class Wording:
    """The words of a claim, folded, in the widening circles that match rows look at."""

    __slots__ = ("action", "before", "context", "deed", "foreign", "item", "left", "phrase", "right", "sentence")
    item: str
    action: str
    left: str
    """The clause before the number."""
    right: str
    """What follows the number in its sentence, up to the next digit, which is `#`."""
    deed: str
    """Action and clause before the number: what was done, even where the verb stands before the list."""
    phrase: str
    """Item, action, and the clause around the number, up to the next member of a list."""
    before: str
    """The paragraph before the number."""
    sentence: str
    context: str
    """Setting's topic, the paragraph before the number, and the sentence behind it."""
    foreign: bool

    def __init__(
        self,
        item: str,
        action: str,
        left: str,
        right: str,
        deed: str,
        phrase: str,
        before: str,
        sentence: str,
        context: str,
        foreign: bool,
    ) -> None:
        self.item = item
        self.action = action
        self.left = left
        self.right = right
        self.deed = deed
        self.phrase = phrase
        self.before = before
        self.sentence = sentence
        self.context = context
        self.foreign = foreign


def settings_of(layout: Layout, rules: IndicatorRules) -> tuple[Setting, ...]:
    """The setting of each passage, by index; linear in the text."""
    heads: dict[int, str] = {}
    headings: dict[str | None, str] = {}
    for passage in layout.passages:
        if passage.kind in ("title", "subtitle"):
            heads[passage.article] = f"{heads.get(passage.article, '')[:_TOPIC]}{passage.view[:_TOPIC]}|"
        elif passage.kind == "heading":
            headings.setdefault(passage.section, passage.view[:_AROUND])
    foreign = _foreign(layout, heads, rules)
    parents = {section.id: section.parent for section in layout.sections}
    topics: dict[tuple[int, str | None], str] = {}
    result = []
    for passage in layout.passages:
        key = (passage.article, passage.section)
        if key not in topics:
            above = (headings.get(section, "") for section in islice(_outwards(passage.section, parents), _DEPTH))
            topics[key] = "|".join([*above, heads.get(passage.article, "")])[:_TOPIC]
        result.append(Setting(topics[key], passage.article in foreign))
    return tuple(result)


def _foreign(layout: Layout, heads: dict[int, str], rules: IndicatorRules) -> frozenset[int]:
    """Indices of the articles that report the work of other bodies."""
    found = set()
    for body in rules.bodies:
        ours = {article for article, head in heads.items() if body.not_title.search(head)}
        found |= {article for article, head in heads.items() if body.title.search(head)} - ours
        found |= {p.article for p in layout.passages if p.article not in found | ours and body.text.search(p.view)}
    return frozenset(found)


def _outwards(section: str | None, parents: dict[str, str | None]) -> Iterable[str]:
    while section is not None:
        yield section
        section = parents[section]


def read_wording(
    view: str, number: Span, clause: Span, sentence: Span, item: str, action: str, setting: Setting
) -> Wording:
    """The words around a number. `view` is its passage's; spans are passage offsets."""
    left = view[max(clause.start, number.start - _AROUND) : number.start]
    right = _to_digit(view[number.end : min(sentence.end, number.end + _AROUND)])
    before = view[max(0, number.start - _BEFORE) : number.start]
    item, action = item[-_NAME:], action[-_NAME:]
    near = view[number.end : min(clause.end, number.end + len(right))].partition("、")[0]
    return Wording(
        item,
        action,
        left,
        right,
        f"{action}|{left}",
        "|".join((item, action, left, near)),
        before,
        view[max(sentence.start, number.start - _BEFORE) : min(sentence.end, number.end + _BEFORE)],
        "|".join((setting.topic, before, right)),
        setting.foreign,
    )


def _to_digit(text: str) -> str:
    for at, char in enumerate(text):
        if char.isdigit():
            return text[:at] + "#"
    return text


def indicator_of(wording: Wording, rows: tuple[Match, ...]) -> tuple[str, str] | None:
    """The indicator of a claim and the id of the row that decided, or None where no line of the codebook fits.

    `rows` are those of its unit, in the order of their file.
    """
    for match in rows:
        if match.own and wording.foreign:
            continue
        for condition in match.conditions:  # no generator: this loop goes around for every row of every claim
            if (condition.pattern.search(getattr(wording, condition.field)) is not None) != condition.wanted:
                break
        else:
            return (match.indicator, match.id) if match.indicator else None
    return None
