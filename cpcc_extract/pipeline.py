"""The whole road on one screen: from a source to the document that leaves the package."""

import os
from typing import NamedTuple

from cpcc_extract.claims.claim import Claim
from cpcc_extract.claims.finding import find_claims
from cpcc_extract.documents import to_document
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.numbers.quantity import Reading
from cpcc_extract.numbers.reading import read_quantities
from cpcc_extract.numbers.tables import table_rows
from cpcc_extract.reading.source import Source
from cpcc_extract.reading.text import read_source, source_from_text
from cpcc_extract.records import Document
from cpcc_extract.structure.layout import Layout, Passage
from cpcc_extract.structure.page import read_layout
from cpcc_extract.when.timeline import Times, read_times
from cpcc_extract.who.affiliation import Affiliation
from cpcc_extract.who.organisations import describe_articles


class Analysis(NamedTuple):
    """Every stage's result for one source, for those who want more than the document."""

    source: Source
    layout: Layout
    times: Times
    affiliations: tuple[Affiliation, ...]
    """By article index."""
    readings: tuple[Reading, ...]
    """By passage index."""
    claims: tuple[Claim, ...]


def analyse(source: Source, lexicon: Lexicon | None = None) -> Analysis:
    """Take a source through all stages. Never fails on decoded text; linear in its length."""
    rules = lexicon or Lexicon.load()
    layout = read_layout(source, rules.structure)
    times = read_times(source, layout, rules.times)
    affiliations = describe_articles(source, layout, rules.organisations)
    rows = table_rows(layout.passages, rules.numbers)
    readings = tuple(
        read_quantities(passage, mentions, rules.numbers, rows.get(index), silent=_is_silent(passage, layout, rules))
        for index, (passage, mentions) in enumerate(zip(layout.passages, times.mentions, strict=True))
    )
    claims = find_claims(layout, times, readings, rules)
    return Analysis(source, layout, times, affiliations, readings, claims)


def _is_silent(passage: Passage, layout: Layout, rules: Lexicon) -> bool:
    """The passage is furniture of the page whose numbers count nothing."""
    silent = rules.structure.furniture.silent
    return passage.kind == "note" and all(layout.blocks[block].rule in silent for block in passage.blocks)


def parse(source: str | Source, lexicon: Lexicon | None = None) -> Document:
    """Read the quantified claims of a text (or of a source made by `read_source`) into a Document.

    Offsets in the result count characters of the text; values are Decimals in the claim's unit, scales taken out
    (3.2亿元 is 320000000 元). The document's `checks` are empty: `check` makes them. Raises EmptyError for text that is
    nothing but blanks, TypeError for what is no text.

        >>> claim = parse("全年投入资金3.2亿元。").claims[0]
        >>> claim.item, claim.action, claim.value, claim.unit, claim.text
        ('资金', '投入', Decimal('320000000'), '元', '3.2亿元')
    """
    if isinstance(source, str):
        source = source_from_text(source)
    elif not isinstance(source, Source):
        raise TypeError(f"parse takes a text, not {type(source).__name__}; parse_file reads a file")
    return document_of(analyse(source, lexicon), lexicon)


def document_of(found: Analysis, lexicon: Lexicon | None = None) -> Document:
    """The document of a source that has been through all stages, with the rules that it went through with."""
    rules = lexicon or Lexicon.load()
    periods = [article.period for article in found.times.articles]
    damaged = [
        passage.span(aside.start, aside.end)
        for passage, reading in zip(found.layout.passages, found.readings, strict=True)
        for aside in reading.set_aside
        if aside.rule in rules.numbers.damaged
    ]
    return to_document(
        found.source, found.layout, found.affiliations, periods, found.claims, damaged, rules.indicator_labels
    )


def parse_file(
    path: str | os.PathLike[str], *, encoding: str | None = None, lexicon: Lexicon | None = None
) -> Document:
    """Read the file at `path` (`-`: standard input) and parse it.

    What the file is, its content says: text, Word, PDF, web page. `encoding` names the codec of a text or web page
    where it is not recognised. Raises ReadError or one of its children, each with what to do.

        >>> document = parse_file("samples/county_page.txt")
        >>> document.articles[0].organisation, document.articles[0].period.label
        ('苍源市政协', '2024-01/2024-03')
    """
    return parse(read_source(path, encoding=encoding), lexicon)
