"""`cpcc-extract evaluate`: how good the extraction is, on annotated texts or by what a person corrected."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cpcc_extract.cli.guard import say
from cpcc_extract.cli.options import Codebooks, Rules

if TYPE_CHECKING:
    from cpcc_extract.lexicon.load import Lexicon


def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(metavar="GOLD_DIR", help="NAME.mentions.jsonl and NAME.layout.json of each text.")
    ] = None,
    texts: Annotated[
        Path | None, typer.Argument(metavar="TEXT_DIR", help="The texts, their names beginning with NAME.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss before the figures.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Figures as one JSON object, texts and all.")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="Only this text; can be repeated.")
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Instead: a workbook of `parse --review` that a person filled in."),
    ] = None,
    rules: Rules = None,
    codebook: Codebooks = None,
) -> None:
    """Score what is extracted against annotations, field by field, or by a workbook that a person corrected.

    Examples:
        cpcc-extract evaluate gold/ texts/
        cpcc-extract evaluate gold/ texts/ --only 2024 --errors
        cpcc-extract evaluate --review review.xlsx
    """
    from cpcc_extract.cli.ruleset import lexicon

    if review is not None:
        if gold is not None or errors or only or codebook:
            raise typer.BadParameter("goes with --json and nothing else", param_hint="--review")
        _corrected(review, json)
        return
    if gold is None or texts is None:
        raise typer.BadParameter("needs both GOLD_DIR and TEXT_DIR, or --review", param_hint="GOLD_DIR TEXT_DIR")
    _annotated(gold, texts, errors, json, only or [], lexicon(rules, codebook))


def _annotated(gold: Path, texts: Path, errors: bool, json: bool, only: list[str], rules: Lexicon) -> None:
    from cpcc_extract.scoring.evaluate import evaluate as score
    from cpcc_extract.scoring.evaluate import figures

    scores = score(gold, texts, only, rules)
    if errors:
        typer.echo("\n".join(miss for text in scores for miss in text.misses), err=json)
    total = figures(scores)
    if json:
        typer.echo(dumps(total))
        return
    for name, value in total.items():
        typer.echo(f"{name:16} {value:.4f}" if isinstance(value, float) else f"{name:16} {value}")


def _corrected(review: Path, json: bool) -> None:
    from cpcc_extract.review.answers import read_answers
    from cpcc_extract.review.report import as_lines, as_record
    from cpcc_extract.review.verdicts import judge

    judgement = judge(read_answers(review))
    if not judgement.judged:
        say(f"{review}: no row has a verdict or a correction yet")
    if json:
        typer.echo(dumps(as_record(judgement), ensure_ascii=False))
        return
    typer.echo("\n".join(as_lines(judgement)))
