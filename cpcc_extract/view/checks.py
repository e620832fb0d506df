"""Checks as a reader sees them: conflicts first, then what may agree, then what does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from rich.console import Console

from cpcc_extract.records import Check, Claim, Document, Verdict
from cpcc_extract.view.terminal import console_for, plain_text, print_wrapped

_ORDER: tuple[Verdict, ...] = ("conflicts", "possible", "cannot tell", "agrees")
_STYLES = {"conflicts": "bold red", "possible": "yellow", "cannot tell": "dim", "agrees": "green"}
_INDENT = 4


def show_checks(documents: Sequence[Document], found: Sequence[Check], out: TextIO) -> None:
    """Write all checks with the sentences they rest on to `out`, and a line that counts them."""
    console = console_for(out)
    claims = {(d.source.path or d.source.name, claim.id): claim for d in documents for claim in d.claims}
    for verdict in _ORDER:
        for check in found:
            if check.verdict == verdict:
                _show(check, claims, console)
    counts = [f"{name}: {count}" for name in _ORDER if (count := sum(one.verdict == name for one in found))]
    print_wrapped(plain_text("checks: " + (", ".join(counts) if counts else "none"), "bold"), 0, console)


def _show(check: Check, claims: Mapping[tuple[str, str], Claim], console: Console) -> None:
    head = plain_text(f"{check.verdict:12}", _STYLES[check.verdict])
    print_wrapped(head + plain_text(f"{check.relation}: {check.statement}"), 0, console)
    said: set[tuple[str, str]] = set()
    for basis in check.claims:
        sentence = claims[basis.source, basis.claim].sentence
        if (basis.source, sentence) not in said:
            said.add((basis.source, sentence))
            print_wrapped(plain_text(f"{basis.source}:{basis.line}  {sentence}", "dim"), _INDENT, console)
