"""From the readings of all passages to the claims of the document."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, Generic, TypeVar

from cpcc_extract.claims.claim import Claim
from cpcc_extract.claims.counting import RATES
from cpcc_extract.claims.distribution import SHARED
from cpcc_extract.claims.draft import Draft, name_of
from cpcc_extract.claims.indicators import Setting, indicator_of, read_wording, settings_of
from cpcc_extract.claims.sentence import read_sentence
from cpcc_extract.claims.status import (
    is_past,
    opens_plan,
    planned_articles,
    planned_by,
    planned_lines,
    planned_sections,
)
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.numbers.quantity import Quantity, Reading, SetAside
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Layout, Passage
from cpcc_extract.structure.sentences import split_sentences
from cpcc_extract.when.expressions import TimeMention
from cpcc_extract.when.timeline import Times

_Placed = TypeVar("_Placed", bound=Quantity | SetAside | TimeMention)
_CARRIED: Final = 24  # claims of the article that a paragraph may go on from
_TOTALS: Final = 48  # claims back in which a breakdown's total is looked for


def find_claims(layout: Layout, times: Times, readings: tuple[Reading, ...], rules: Lexicon) -> tuple[Claim, ...]:
    """Exactly one claim a quantity, in the order of passages and offsets, with ids `c1`, `c2` …

    `readings` are by passage index. A claim whose words fit no indicator has none; it is never dropped.
    """
    periods = {article.index: times.articles[article.index].period for article in layout.articles}
    settings = settings_of(layout, rules.indicators)
    planned = planned_sections(layout.sections, times.sections, periods, rules.status)
    titled = planned_articles(layout, rules.status)
    listed = planned_lines(layout.passages, rules.status)
    claims: list[Claim] = []
    first_said: dict[tuple[object, ...], str] = {}
    said: tuple[Draft, ...] = ()
    article = -1
    for index, (passage, reading) in enumerate(zip(layout.passages, readings, strict=True)):
        if not reading.quantities:
            continue
        rules.grammar.classes.admit(passage.view)
        if article != passage.article:
            said, article = (), passage.article
        drafts = _drafts(passage, reading, times, index, said, rules)
        # only papers carry on: 收到提案217件 … 已经采纳的119件; people and bodies are named anew
        papers = tuple(d._replace(action=None) for d in drafts if d.quantity.unit in rules.grammar.paper_units)
        said = (said + papers)[-_CARRIED:]
        plan = "status.plan_heading" if passage.section in planned else None
        if plan is None and opens_plan(passage.view, rules.status):
            plan = rules.status.paragraph.id
        elif plan is None and index in listed:
            plan = rules.status.list.id
        elif plan is None and passage.article in titled:
            plan = rules.status.title.id
        of_passage = [
            _claim(f"c{len(claims) + n + 1}", passage, index, draft, times, plan, settings[index], rules)
            for n, draft in enumerate(drafts)
        ]
        of_passage = _with_totals(_with_levels(of_passage), drafts)
        claims.extend(_with_repeats(of_passage, passage.article, first_said))
    return tuple(claims)


def _drafts(
    passage: Passage, reading: Reading, times: Times, index: int, said: tuple[Draft, ...], rules: Lexicon
) -> tuple[Draft, ...]:
    """`said` are drafts of the article's paragraphs before, which may say what is counted here."""
    if reading.label is not None:
        return tuple(_of_row(passage, quantity, reading.label) for quantity in reading.quantities)
    drafts: list[Draft] = []
    quantities, others = _Sorted(reading.quantities), _Sorted(reading.set_aside)
    mentions = _Sorted(times.mentions[index])
    for sentence in split_sentences(passage, rules.structure):
        inside = quantities.within(sentence)
        if inside:
            earlier = (*said, *drafts[-_CARRIED:])
            drafts += read_sentence(
                passage, sentence, inside, mentions.within(sentence), others.within(sentence), rules.grammar, earlier
            )
    return tuple(drafts)


def _of_row(passage: Passage, quantity: Quantity, label: Span) -> Draft:
    """A figure of a table counts what its row is about."""
    return Draft(
        quantity=quantity,
        sentence=Span(0, len(passage.text)),
        clause=Span(0, len(passage.text)),
        item=name_of(passage, label),
        subject=None,
        action=None,
        change=None,
        comparison=None,
        level=True,
        start_level=False,
        bracketed=False,
        breakdown=False,
        rules=(quantity.rule, "item.table"),
    )


class _Sorted(Generic[_Placed]):
    """Stretches of a passage in order, to be asked for those that begin in a range."""

    def __init__(self, items: tuple[_Placed, ...]) -> None:
        self._items = items
        self._starts = [item.start for item in items]

    def within(self, span: Span) -> tuple[_Placed, ...]:
        first, last = (bisect_left(self._starts, edge) for edge in (span.start, span.end))
        return self._items[first:last]


def _claim(
    id_: str,
    passage: Passage,
    index: int,
    draft: Draft,
    times: Times,
    plan: str | None,
    setting: Setting,
    rules: Lexicon,
) -> Claim:
    view = passage.view
    quantity = draft.quantity
    item, action = draft.item.view.strip() if draft.item else "", _cut(passage.view, draft.action)
    number = Span(quantity.start, quantity.end)
    # 办复率、满意率分别为98%、95%: the clause before the number speaks of the other members of the list too
    clause = Span(number.start, draft.clause.end) if SHARED in draft.rules else draft.clause
    rows = rules.indicators.by_unit.get(quantity.unit or "")
    indicator = (
        indicator_of(read_wording(view, number, clause, draft.sentence, item, action, setting), rows) if rows else None
    )
    period = times.period_at(index, draft.sentence, quantity.start)
    if plan and is_past(period, times.articles[passage.article].period):
        plan = None  # 去年涨幅回落到2.6%, said among this year's aims
    share = quantity.dimension in RATES
    sign = plan or planned_by(view, draft.sentence.start, quantity.start, rules.status, share=share)
    planned = None if draft.start_level else sign
    return Claim(
        id=id_,
        passage=index,
        quantity=quantity,
        sentence=draft.sentence,
        item=(draft.item.text.strip() if draft.item else None) or None,
        action=_cut(passage.text, draft.action) or None,
        indicator=indicator[0] if indicator else None,
        change=draft.change,
        comparison=_cut(passage.text, draft.comparison) or None,
        status="target" if planned else "actual",
        period=period,
        part_of=None,
        repeats=None,
        rules=(*draft.rules, *((indicator[1],) if indicator else ()), *((planned,) if planned else ())),
    )


def _cut(text: str, span: Span | None) -> str:
    return "" if span is None else text[span.start : span.end].strip()


def _with_levels(claims: list[Claim]) -> list[Claim]:
    """收到提案345件,比去年增加29件: a change in the unit of the level before it has that level's indicator."""
    result = list(claims)
    for at in range(1, len(result)):
        level, claim = result[at - 1], result[at]
        same = level.sentence == claim.sentence and level.item == claim.item and level.change is None
        if same and claim.change and claim.indicator is None and level.quantity.unit == claim.quantity.unit:
            result[at] = claim._replace(indicator=level.indicator)
    return result


def _with_totals(claims: list[Claim], drafts: tuple[Draft, ...]) -> list[Claim]:
    """A breakdown (其中, 包括) belongs to the last total before it with its unit, a rate else to the last total."""
    result: list[Claim] = []
    for at, (claim, draft) in enumerate(zip(claims, drafts, strict=True)):
        total = None
        if draft.breakdown:
            first = max(0, at - _TOTALS)
            heads = [
                (c, d)
                for c, d in zip(claims[first:at], drafts[first:at], strict=True)
                if not (d.breakdown and d.sentence == draft.sentence)
                and d.sentence.end >= draft.sentence.start
                and (draft.bracketed or not d.bracketed)
            ]
            # …委员提案446件,集体提案136件。其中,经济建设方面150件: of the whole, not of a part told before
            heads = [pair for pair in heads if not pair[1].breakdown] or heads
            alike = [c for c, _ in heads if c.quantity.unit == claim.quantity.unit]
            rate = claim.quantity.dimension in ("percentage", "percentage_point")
            if not rate and draft.change is None:  # no part is more than its whole
                alike = [c for c in alike if c.quantity.value >= claim.quantity.value]
            total = alike[-1] if alike else (heads[-1][0] if heads and rate else None)
        result.append(claim._replace(part_of=total.id) if total else claim)
    return result


def _with_repeats(claims: list[Claim], article: int, first_said: dict[tuple[object, ...], str]) -> list[Claim]:
    """A claim repeats an earlier one of its article when number, unit, bound, subject and status are the same."""
    result = []
    for claim in claims:
        quantity = claim.quantity
        about = claim.indicator or claim.item
        key = (
            article,
            quantity.value,
            quantity.value_max,
            quantity.unit,
            quantity.bound,
            claim.change,
            claim.status,
            about,
        )
        earlier = first_said.setdefault(key, claim.id) if about else claim.id
        result.append(claim._replace(repeats=earlier) if earlier != claim.id else claim)
    return result
