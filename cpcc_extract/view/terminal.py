"""The readable view: articles, their headings, and under each the sentences with their quantities marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from cpcc_extract.records import ArticleRecord, Claim, Document, SectionRecord
from cpcc_extract.view.amounts import amount
from cpcc_extract.view.wrapping import line_starts

Place = tuple[int, str | None]
"""An article's index and the id of one of its sections."""

_INDENT = 2
_NARROWEST = 20
_WIDEST = 28
"""Cells of a column that is not the last."""
_JOINT = " · "
# A report must not be able to steer the terminal that shows it.
_CONTROLS = {code: "\ufffd" for code in (*range(32), 127, *range(128, 160)) if chr(code) != "\n"}


class _Console(Console):
    """A console that leaves closed pipes to its caller; rich would end the program with a failure."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_for(out: TextIO) -> Console:
    """A console that prints texts as they are; colours only where `out` is a terminal that has them."""
    return _Console(file=out, highlight=False, markup=False, emoji=False)


def show(documents: Iterable[Document], out: TextIO) -> None:
    """Write the view of each document to `out`; colours only where `out` is a terminal that has them."""
    console = console_for(out)
    for index, document in enumerate(documents):
        if index:
            console.print()
        _show_document(document, console)


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """Write a table in columns; a line that does not fit the terminal is cut at its end."""
    console = console_for(out)
    lines = [heads, *rows]
    widths = [min(_WIDEST, max(cell_len(line[place]) for line in lines)) for place in range(len(heads) - 1)]
    for line in lines:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=False))
        text = plain_text("  ".join([*cells, line[-1]]), "bold" if line is heads else "")
        console.print(text, no_wrap=True, overflow="ellipsis")


def _show_document(document: Document, console: Console) -> None:
    source = document.source
    print_wrapped(plain_text(f"{source.path or source.name} — claims: {len(document.claims)}", "dim"), 0, console)
    claims: dict[Place, list[Claim]] = {}
    for claim in document.claims:
        claims.setdefault((claim.article, claim.section), []).append(claim)
    sections: dict[int, list[SectionRecord]] = {}
    for section in document.sections:
        sections.setdefault(section.article, []).append(section)
    for article in document.articles:
        _show_article(article, sections.get(article.index, ()), claims, console)
    for warning in document.warnings:
        print_wrapped(plain_text(f"! {warning.message} (offset {warning.start})", "yellow"), 0, console)


def _show_article(
    article: ArticleRecord, sections: Sequence[SectionRecord], claims: Mapping[Place, Sequence[Claim]], console: Console
) -> None:
    console.print()
    print_wrapped(plain_text(article.title or "(no title)", "bold"), 0, console)
    period = article.period.label if article.period else None
    known = [part for part in (article.subtitle, article.organisation, period) if part]
    if known:
        print_wrapped(plain_text(_JOINT.join(known), "dim"), 0, console)
    _show_claims(claims.get((article.index, None), ()), _INDENT, console)
    for section in sections:
        _show_heading(section, console)
        _show_claims(claims.get((article.index, section.id), ()), _INDENT * (section.level + 1), console)


def _show_heading(section: SectionRecord, console: Console) -> None:
    console.print()
    print_wrapped(plain_text(section.title, "bold cyan"), _INDENT * section.level, console)


def _show_claims(claims: Sequence[Claim], indent: int, console: Console) -> None:
    for sentence, found in groupby(claims, key=attrgetter("sentence")):
        group = list(found)
        print_wrapped(marked(sentence, group, plain=console.color_system is None), indent, console)
        amounts = [amount(claim) for claim in group]
        widest = max(map(cell_len, amounts))
        for claim, written in zip(group, amounts, strict=True):
            line = plain_text(written, "bold") + plain_text(
                f"{' ' * (widest - cell_len(written) + 2)}{_meaning(claim)}"
            )
            print_wrapped(line, indent + 2 * _INDENT, console)


def print_wrapped(text: Text, indent: int, console: Console) -> None:
    """The text, wrapped, each line `indent` columns from the edge and without blanks at its end."""
    for line in text.divide(line_starts(text.plain, max(console.width - indent, _NARROWEST))):
        line.rstrip()
        console.print(plain_text(" " * indent) + line, soft_wrap=True)


def marked(sentence: str, claims: Sequence[Claim], *, plain: bool) -> Text:
    """The sentence with the claims' quantities set off: by colour, or by brackets where there is none.

    `claims` are those of the sentence, in its order. One that the layout broke by more than blanks stays unmarked.
    """
    text = Text()
    at = 0
    for claim in claims:
        quantity = "".join(claim.text.split())
        found = next((form for form in (claim.text, quantity) if sentence.find(form, at) >= 0), None)
        if found is None:
            continue
        start = sentence.index(found, at)
        text.append_text(plain_text(sentence[at:start]))
        text.append_text(plain_text(f"⟦{found}⟧" if plain else found, "bold yellow"))
        at = start + len(found)
    return text.append_text(plain_text(sentence[at:]))


def _meaning(claim: Claim) -> str:
    own = claim.period.label if claim.period and claim.period.text else None
    status = claim.status if claim.status != "actual" else None
    return _JOINT.join(
        part for part in (claim.item, claim.action, claim.indicator_label, claim.comparison, own, status) if part
    )


def plain_text(content: str, style: str = "") -> Text:
    """The content with everything taken out that could steer a terminal."""
    return Text(content.translate(_CONTROLS), style=style)
