"""From the stages' nouns to the document record: here claims get what stands in their article and section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from cpcc_extract import SCHEMA_VERSION
from cpcc_extract.claims.claim import Claim as FoundClaim
from cpcc_extract.reading.source import Source
from cpcc_extract.records import (
    ArticleRecord,
    BlockRecord,
    Claim,
    Document,
    PeriodRecord,
    SectionRecord,
    SourceRecord,
    WarningRecord,
)
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Block, Layout, Passage, Section
from cpcc_extract.when.period import Period
from cpcc_extract.who.affiliation import Affiliation

_LINE_END = re.compile(r"\r\n?|\n")


class Places:
    """Lines and columns of offsets, both from 1. Lines end as in the file: LF, CRLF or CR."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """(line, column) of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def to_document(
    source: Source,
    layout: Layout,
    affiliations: Sequence[Affiliation],
    periods: Sequence[Period | None],
    claims: Sequence[FoundClaim],
    damaged: Sequence[Span],
    labels: Mapping[str, str],
) -> Document:
    """The record of a whole input.

    `affiliations` and `periods` are those of the articles, in order; `damaged` are the figures that cannot be read,
    in source offsets; `labels` are the indicators' Chinese labels by id. Every claim's `text` is the source text at
    its offsets.
    """
    # What these records are made from was typed all along: checking it again would cost more than the parse.
    return Document.made(
        schema_version=SCHEMA_VERSION,
        source=SourceRecord.made(
            name=source.name,
            path=source.path,
            sha256=source.sha256,
            format=source.format,
            encoding=source.encoding,
            characters=len(source.text),
        ),
        articles=_articles(layout, affiliations, periods),
        sections=tuple(_section(section) for section in layout.sections),
        blocks=_blocks(layout),
        claims=_claims(source, layout, affiliations, claims, labels),
        checks=(),
        warnings=_warnings(source, damaged),
    )


def _period(period: Period | None) -> PeriodRecord | None:
    if period is None:
        return None
    return PeriodRecord.made(label=period.label, start=period.start, end=period.end, text=period.text)


def _articles(
    layout: Layout, affiliations: Sequence[Affiliation], periods: Sequence[Period | None]
) -> tuple[ArticleRecord, ...]:
    return tuple(
        ArticleRecord.made(
            index=article.index,
            title=article.title,
            subtitle=article.subtitle,
            byline=article.byline,
            organisation=affiliation.organisation,
            place=affiliation.place,
            division_code=affiliation.division_code,
            period=_period(period),
            start=article.start,
            end=article.end,
        )
        for article, affiliation, period in zip(layout.articles, affiliations, periods, strict=True)
    )


def _section(section: Section) -> SectionRecord:
    return SectionRecord.made(
        id=section.id,
        article=section.article,
        parent=section.parent,
        level=section.level,
        number=section.number,
        title=section.title,
        style=section.style,
        start=section.start,
        end=section.end,
        line=section.line,
    )


def _blocks(layout: Layout) -> tuple[BlockRecord, ...]:
    run_ins = {passage.blocks[0]: passage.text[: passage.run_in] for passage in layout.passages if passage.run_in}
    return tuple(_block(block, run_ins.get(index)) for index, block in enumerate(layout.blocks))


def _block(block: Block, run_in: str | None) -> BlockRecord:
    return BlockRecord.made(
        kind=block.kind,
        article=block.article,
        section=block.section,
        start=block.start,
        end=block.end,
        line=block.line,
        continues=block.continues,
        run_in=run_in,
    )


def _section_paths(sections: Sequence[Section]) -> dict[str | None, tuple[str, ...]]:
    """Headings from the outermost to the section's own, by section id; nothing for text before the first."""
    paths: dict[str | None, tuple[str, ...]] = {None: ()}
    for section in sections:
        paths[section.id] = (*paths[section.parent], section.title)
    return paths


def _claims(
    source: Source,
    layout: Layout,
    affiliations: Sequence[Affiliation],
    claims: Sequence[FoundClaim],
    labels: Mapping[str, str],
) -> tuple[Claim, ...]:
    places = Places(source.text)
    paths = _section_paths(layout.sections)
    records: list[Claim] = []
    before: FoundClaim | None = None
    for claim in claims:
        passage = layout.passages[claim.passage]
        # what claims side by side have in common is one object: half of what they would take
        same = before is not None and (before.passage, before.sentence) == (claim.passage, claim.sentence)
        sentence = records[-1].sentence if same else passage.text[claim.sentence.start : claim.sentence.end].strip()
        shared = before is not None and before.period is claim.period
        period = records[-1].period if shared else _period(claim.period)
        path = paths[passage.section]
        affiliation = affiliations[passage.article]
        records.append(_claim(source, passage, affiliation, path, places, claim, labels, period, sentence))
        before = claim
    return tuple(records)


def _claim(
    source: Source,
    passage: Passage,
    affiliation: Affiliation,
    path: tuple[str, ...],
    places: Places,
    claim: FoundClaim,
    labels: Mapping[str, str],
    period: PeriodRecord | None,
    sentence: str,
) -> Claim:
    quantity = claim.quantity
    span = passage.span(quantity.start, quantity.end)
    line, column = places.at(span.start)
    return Claim.made(
        id=claim.id,
        article=passage.article,
        section=passage.section,
        organisation=affiliation.organisation,
        division_code=affiliation.division_code,
        period=period,
        section_title=path[-1] if path else None,
        section_path=path,
        indicator=claim.indicator,
        indicator_label=labels.get(claim.indicator) if claim.indicator else None,
        item=claim.item,
        action=claim.action,
        text=source.text[span.start : span.end],
        start=span.start,
        end=span.end,
        line=line,
        column=column,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        dimension=quantity.dimension,
        bound=quantity.bound,
        change=claim.change,
        comparison=claim.comparison,
        status=claim.status,
        part_of=claim.part_of,
        repeats=claim.repeats,
        sentence=sentence,
        rule=" ".join(claim.rules),
        page=source.page(span.start),
        paragraph=source.paragraph(span.start),
    )


def _warnings(source: Source, damaged: Sequence[Span]) -> tuple[WarningRecord, ...]:
    """What a reader should know of: what the file's reader told, characters lost in an earlier conversion, and
    figures that a scan damaged (85-/0件)."""
    told = [(notice.message, notice.at, notice.at) for notice in source.notices]
    first = source.text.find("\ufffd")
    if first >= 0:
        lost = source.text.count("\ufffd")
        told.append((f"characters lost in an earlier conversion: {lost}, the first one here", first, first + 1))
    for span in damaged:
        printed = " ".join(source.text[span.start : span.end].split())
        told.append((f"damaged figure, not read: {printed}; look it up in the original", span.start, span.end))
    return tuple(WarningRecord.made(message=message, start=start, end=end) for message, start, end in told)
