"""A folder of annotations against what the pipeline makes of the texts: figures, and every miss by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cpcc_extract.errors import CpccError, GoldError
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.pipeline import parse
from cpcc_extract.reading.source import Source
from cpcc_extract.reading.text import read_source
from cpcc_extract.records import Claim, Document
from cpcc_extract.scoring.fields import FIELDS, MEANING, QUANTITY, compare
from cpcc_extract.scoring.gold import Gold, GoldClaim, load_gold, numerals, stems, text_of
from cpcc_extract.scoring.lines import KINDS, Hits, score_lines
from cpcc_extract.scoring.pairs import false_finds, pair_up

_BEFORE, _BEHIND = 15, 12
_UNFOUND = dict.fromkeys(FIELDS, False)


@dataclass(frozen=True, slots=True)
class TextScore:
    """One text against its annotations."""

    stem: str
    detection: Hits
    checks: tuple[dict[str, bool], ...]
    """One for each annotated claim; everything is wrong in one that was not found."""
    indicator: Hits
    kinds: dict[str, Hits] = field(default_factory=lambda: dict.fromkeys(KINDS, Hits()))
    agreeing: int = 0
    pairs: int = 0
    misses: tuple[str, ...] = ()
    """Every difference, readably."""


def evaluate(
    gold_dir: Path, text_dir: Path, only: Sequence[str] = (), lexicon: Lexicon | None = None
) -> tuple[TextScore, ...]:
    """Parse and score the annotated texts (those of `only`, where it is not empty), in the order of their names.

    A text that cannot be read counts as one in which nothing was found. Raises GoldError for annotations that
    are missing or malformed.
    """
    known = stems(gold_dir)
    unknown = sorted(set(only) - set(known))
    if unknown:
        raise GoldError(f"{gold_dir}: no annotations of {', '.join(unknown)}; there are {', '.join(known)}")
    rules = lexicon or Lexicon.load()
    return tuple(
        _score_file(load_gold(gold_dir, stem), text_of(text_dir, stem), rules)
        for stem in known
        if not only or stem in only
    )


def _score_file(gold: Gold, path: Path, rules: Lexicon) -> TextScore:
    try:
        source = read_source(path, encoding="utf-8")
    except CpccError as error:
        hits = Hits(missed=len(gold.claims))
        named = Hits(missed=sum(claim.indicator is not None for claim in gold.claims))
        return TextScore(gold.stem, hits, (_UNFOUND,) * len(gold.claims), named, misses=(f"{gold.stem} {error}",))
    return score_document(gold, source, parse(source, rules))


def score_document(gold: Gold, source: Source, document: Document) -> TextScore:
    """Compare one document with the annotations of its text."""
    pairs, left = pair_up(gold.claims, document.claims)
    false = false_finds(left, numerals(source.text), gold.neutral)
    checks = [compare(wanted, claim) if claim else _UNFOUND for wanted, claim in pairs]
    found = sum(claim is not None for _, claim in pairs)
    lines = score_lines(gold.lines, document.blocks)
    misses: list[str] = []
    for (wanted, claim), right in zip(pairs, checks, strict=True):
        misses += _told(wanted, claim, right, source.text)
    misses += [f"FALSE {_around(source.text, claim.start, claim.end)}  rule {claim.rule}" for claim in false]
    return TextScore(
        stem=gold.stem,
        detection=Hits(found, len(false), len(pairs) - found),
        checks=tuple(checks),
        indicator=_indicator_hits(pairs, checks),
        kinds=lines.kinds,
        agreeing=lines.agreeing,
        pairs=lines.pairs,
        misses=tuple(f"{gold.stem} {miss}" for miss in (*misses, *lines.misses)),
    )


def _indicator_hits(pairs: Sequence[tuple[GoldClaim, Claim | None]], checks: Sequence[dict[str, bool]]) -> Hits:
    """Indicators named where there is one, named wrongly, and not named or named wrongly where there is one."""
    right = false = missed = 0
    for (wanted, claim), check in zip(pairs, checks, strict=True):
        if wanted.indicator is not None:
            right += check["indicator"]
            missed += not check["indicator"]
        if claim and claim.indicator and not check["indicator"]:
            false += 1
    return Hits(right, false, missed)


def _told(wanted: GoldClaim, claim: Claim | None, right: dict[str, bool], text: str) -> Iterator[str]:
    where = _around(text, wanted.start, wanted.end)
    if claim is None:
        yield f"MISSED {where}"
        return
    wrong = [name for name in (*QUANTITY, *MEANING) if not right[name]]
    if wrong:
        parts = "; ".join(f"{name}: got {_got(claim, name)}, want {_want(wanted, name)}" for name in wrong)
        yield f"{where}  {parts}  rule {claim.rule}"


def _got(claim: Claim, name: str) -> str:
    if name == "period":
        return claim.period.label if claim.period else "-"
    if name == "value":
        return " to ".join(str(end) for end in (claim.value, claim.value_max) if end is not None)
    value = claim.text if name == "span" else getattr(claim, name)
    return "-" if value is None else " ".join(str(value).split())


def _want(gold: GoldClaim, name: str) -> str:
    if name in ("item", "action"):
        ends = dict.fromkeys((getattr(gold, f"{name}_min"), getattr(gold, f"{name}_max")))
        values = [" … ".join(end or "-" for end in ends)]
    else:
        values = [getattr(gold, name) or "-"]
    return " or ".join([*values, *(other or "-" for other in getattr(gold, f"{name}_alt", ()))])


def _around(text: str, start: int, end: int) -> str:
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    return "".join(f"@{start} …{before}⟦{text[start:end]}⟧{behind}…".split())


def figures(scores: Iterable[TextScore]) -> dict[str, int | float]:
    """All texts together: counts, precision and recall of detection and quantities, share right of each field,
    F1 of indicators and kinds of lines, share of line pairs whose articles agree."""
    texts = list(scores)
    checks = [check for score in texts for check in score.checks]
    detection = sum((score.detection for score in texts), Hits())
    exact = sum(check["quantity"] for check in checks)
    quantity = Hits(exact, detection.right + detection.false - exact, len(checks) - exact)
    pairs = sum(score.pairs for score in texts)
    return {
        "claims": len(checks),
        "found": detection.right,
        "false": detection.false,
        "detect_P": detection.precision,
        "detect_R": detection.recall,
        "detect_F1": detection.f1,
        "quantity_P": quantity.precision,
        "quantity_R": quantity.recall,
        "quantity_F1": quantity.f1,
        **{name: sum(check[name] for check in checks) / len(checks) if checks else 0.0 for name in FIELDS},
        "indicator_F1": sum((score.indicator for score in texts), Hits()).f1,
        **{f"{kind}_F1": sum((score.kinds[kind] for score in texts), Hits()).f1 for kind in KINDS},
        "article_pairs": sum(score.agreeing for score in texts) / pairs if pairs else 0.0,
    }
