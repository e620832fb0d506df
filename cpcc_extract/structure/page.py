"""The whole structure stage, in the order in which it happens."""

from __future__ import annotations

from cpcc_extract.lexicon.structure import StructureRules
from cpcc_extract.reading.source import Source
from cpcc_extract.structure.articles import assign_articles, make_articles
from cpcc_extract.structure.blocks import make_blocks
from cpcc_extract.structure.captions import find_captions
from cpcc_extract.structure.flow import find_flow
from cpcc_extract.structure.furniture import known_lines
from cpcc_extract.structure.layout import Layout
from cpcc_extract.structure.partings import find_partings
from cpcc_extract.structure.passages import make_passages
from cpcc_extract.structure.sections import find_sections
from cpcc_extract.structure.sheet import read_sheet
from cpcc_extract.structure.titles import find_titles


def read_layout(source: Source, rules: StructureRules) -> Layout:
    """Blocks, articles, sections and passages of a decoded text.

    Every line that is not blank has at least one block; blocks and sections are in printed order; every
    character that is neither blank nor markup is in exactly one passage. Never fails; time is linear in
    the length of the text.
    """
    sheet = read_sheet(source, rules)
    verdicts = known_lines(sheet)
    verdicts |= find_captions(sheet, verdicts)
    titles = find_titles(sheet, verdicts, find_partings(sheet, verdicts))
    verdicts |= titles.verdicts
    verdicts |= find_flow(sheet, verdicts, titles.openings)
    assigned = assign_articles(sheet, verdicts, titles.openings)
    sections = find_sections(source, sheet, verdicts, assigned)
    blocks = make_blocks(sheet, verdicts, assigned, sections)
    return Layout(
        blocks=blocks,
        articles=make_articles(source, sheet, verdicts, assigned),
        sections=sections.sections,
        passages=make_passages(source, sheet, blocks),
    )
