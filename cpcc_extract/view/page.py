"""The self-contained page: reports, their records and what shows them, in one HTML file.

Nothing in it comes from elsewhere. What reports say reaches it as data alone: JSON in which no character can end
its element, put on the screen as text by the script. The policy in its head lets only the script and the styles
run that were in the package, by their digests.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources
from typing import Any

from cpcc_extract import __version__, exact_json
from cpcc_extract.explain import Trail
from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.lexicon.interface import amount_kinds, words
from cpcc_extract.records import Check, Claim, Document
from cpcc_extract.spans import Span
from cpcc_extract.view.amounts import amount
from cpcc_extract.view.marking import marked_lines
from cpcc_extract.writers.separated import HARMLESS, RUNS, SIGNED
from cpcc_extract.writers.table import rows

# In the order in which they build on each other; all share one scope.
_SCRIPTS = (
    "elements",
    "words",
    "reports",
    "state",
    "text",
    "outline",
    "record",
    "filters",
    "table",
    "copying",
    "bars",
    "years",
    "summary",
    "checks",
    "keys",
    "main",
)
# `<` could end the data's element or begin a comment; U+2028 and U+2029 end lines for some readers of scripts; half a
# surrogate pair has no UTF-8.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"} | {
    code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)
}


@dataclass(frozen=True, slots=True)
class Report:
    """What the page shows of one input."""

    document: Document
    text: str
    """The text that the document's offsets count in."""
    trails: Sequence[Trail]
    """The verdicts on all its numbers, as `explain` gives them."""


def page(reports: Sequence[Report], across: Sequence[Check] = ()) -> str:
    """One HTML document that shows all reports, in their order; at least one. Encode it as UTF-8.

    `across` are the checks of the reports against each other; each report shows those that speak of it. The same
    reports give the same page.
    """
    style = _asset("page.css")
    script = _script()
    parts = {
        "policy": _policy(style, script),
        "title": escape(_title(reports[0].document)),
        "style": style,
        "data": exact_json.dumps(_data(reports, across)).translate(_ESCAPED),
        "script": script,
    }
    return "".join(
        parts[piece.strip()] if number % 2 else piece for number, piece in enumerate(_asset("page.html").split("%%"))
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> str:
    return (resources.files("cpcc_extract") / "view" / "page" / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    body = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{body}}})();\n'


def _title(document: Document) -> str:
    titles = (article.title for article in document.articles)
    return next((title for title in titles if title), document.source.name)


def _data(reports: Sequence[Report], across: Sequence[Check]) -> dict[str, Any]:
    return {
        "version": __version__,
        "columns": [{"id": column.id, "header": column.header} for column in table_columns()],
        "words": {word.id: [word.zh, word.en] for word in words()},
        "kinds": [{"id": kind.id, "dimensions": kind.dimensions} for kind in amount_kinds()],
        "formula": {"runs": RUNS.pattern, "signed": SIGNED.pattern, "harmless": HARMLESS},
        "reports": [_report(report) for report in reports],
        "across": [check.model_dump() for check in across],
    }


def _report(report: Report) -> dict[str, Any]:
    document = report.document
    asides = [trail for trail in report.trails if trail.claim is None]
    lines = marked_lines(document, report.text, [Span(trail.start, trail.end) for trail in asides])
    return {
        "title": _title(document),
        "source": document.source.model_dump(),
        "articles": [article.model_dump() for article in document.articles],
        "sections": [section.model_dump(include=_SECTION) for section in document.sections],
        "lines": [asdict(line) for line in lines],
        "claims": [_cells(row) for row in rows([document])],
        "amounts": [_amount(claim) for claim in document.claims],
        "asides": [[trail.text, trail.line, trail.column, trail.verdict, trail.rule] for trail in asides],
        "checks": document.model_dump(include={"checks"})["checks"],
        "warnings": [warning.model_dump() for warning in document.warnings],
    }


_SECTION = {"id", "article", "parent", "level", "title"}


def _cells(row: Sequence[Any]) -> list[Any]:
    """A table row; numbers as their digits, since a browser would round them."""
    return [exact_json.plain_number(cell) if isinstance(cell, Decimal) else cell for cell in row]


def _amount(claim: Claim) -> str:
    return amount(claim, grouped=True)
