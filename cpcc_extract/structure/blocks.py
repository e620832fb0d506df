"""Blocks: one for each line (or part of one), tied into paragraphs."""

from __future__ import annotations

from cpcc_extract.structure.layout import Block
from cpcc_extract.structure.sections import Sections
from cpcc_extract.structure.sheet import Sheet, Verdicts


def make_blocks(sheet: Sheet, verdicts: Verdicts, assigned: tuple[int, ...], sections: Sections) -> tuple[Block, ...]:
    """The blocks in printed order, one a line of the sheet, with the same indices."""
    blocks: list[Block] = []
    last: dict[int, int] = {}
    heading: int | None = None
    for index, line in enumerate(sheet.lines):
        verdict, article = verdicts[index], assigned[index]
        continues = None
        if verdict.kind == "continuation":
            continues = last.get(article)
        elif verdict.rule == "second-line":
            continues = heading
        blocks.append(
            Block(
                kind=verdict.kind,
                article=article,
                section=sections.of_line[index],
                start=line.start,
                end=line.end,
                line=line.number,
                continues=continues,
                rule=verdict.rule,
            )
        )
        if verdict.kind in ("body", "continuation"):
            last[article] = index
        if verdict.kind == "heading":
            heading = index
    return tuple(blocks)
