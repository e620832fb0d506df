"""`cpcc-extract evaluate`: how good the extraction is on annotated texts."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="NAME.mentions.jsonl and NAME.layout.json of each text.")
    ],
    texts: Annotated[Path, typer.Argument(metavar="TEXT_DIR", help="The texts, their names beginning with NAME.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every miss before the figures.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Figures as one JSON object, texts and all.")] = False,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only this text; can be repeated.")] = None,
) -> None:
    """Score what is extracted against annotations, field by field.

    Example: cpcc-extract evaluate gold/ texts/ --errors
    """
    from cpcc_extract.scoring.evaluate import evaluate as score
    from cpcc_extract.scoring.evaluate import figures

    scores = score(gold, texts, only or ())
    if errors:
        typer.echo("\n".join(miss for text in scores for miss in text.misses), err=json)
    total = figures(scores)
    if json:
        typer.echo(dumps(total))
        return
    for name, value in total.items():
        typer.echo(f"{name:16} {value:.4f}" if isinstance(value, float) else f"{name:16} {value}")
