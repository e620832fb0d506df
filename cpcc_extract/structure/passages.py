"""Passages: paragraphs made whole again from their blocks."""

from __future__ import annotations

from cpcc_extract.reading.source import Source
from cpcc_extract.spans import Piece
from cpcc_extract.structure.layout import Block, Passage
from cpcc_extract.structure.runin import find_run_ins
from cpcc_extract.structure.sheet import Sheet


def make_passages(source: Source, sheet: Sheet, blocks: tuple[Block, ...]) -> tuple[Passage, ...]:
    """One passage a paragraph and one for each other block, in order of their first blocks.

    Blocks of markup alone have none. Every character that is neither markup nor a blank at a line's edge
    is in exactly one passage.
    """
    members: list[list[int]] = []
    home: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if not sheet.lines[index].pieces:
            continue
        if block.continues is not None and block.continues in home:
            home[index] = home[block.continues]
            members[home[index]].append(index)
        else:
            home[index] = len(members)
            members.append([index])
    passages = tuple(_passage(source, sheet, blocks, group) for group in members)
    lengths = find_run_ins(passages, sheet.rules)
    return tuple(
        passage._replace(run_in=length) if length else passage
        for passage, length in zip(passages, lengths, strict=True)
    )


def _passage(source: Source, sheet: Sheet, blocks: tuple[Block, ...], group: list[int]) -> Passage:
    first = blocks[group[0]]
    pieces: list[Piece] = []
    at = 0
    for index in group:
        for span in sheet.lines[index].pieces:
            pieces.append(Piece(at, span.start, len(span)))
            at += len(span)
    return Passage(
        text="".join(source.text[piece.start : piece.start + piece.length] for piece in pieces),
        view="".join(sheet.lines[index].view for index in group),
        pieces=tuple(pieces),
        kind=first.kind,
        article=first.article,
        section=first.section,
        blocks=tuple(group),
    )
