"""Explain: every number has a trail, and the trail says what became of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cpcc_extract import Lexicon, exact_json, parse, source_from_text
from cpcc_extract.cli.app import app
from cpcc_extract.explain import Trail, as_lines, explain, tally
from cpcc_extract.pipeline import analyse

TEXT = '# 2024年工作\n\n<p class="c3">第五次会议收到提案190余件,进一步立案176件。</p>\n'
VERDICTS = [
    ("2024", "date"),
    ("3", "markup"),
    ("五", "ordinal"),
    ("190余件", "claim"),
    ("一", "word"),
    ("176件", "claim"),
]


def trails(text: str) -> tuple[Trail, ...]:
    return explain(analyse(source_from_text(text)))


def test_verdicts_in_the_order_of_the_text() -> None:
    assert [(trail.text, trail.verdict) for trail in trails(TEXT)] == VERDICTS


def test_what_a_trail_says() -> None:
    claimed = trails(TEXT)[3]
    assert (claimed.line, claimed.column, claimed.claim) == (3, 24, "c1")
    claim = parse(TEXT).claims[0]
    assert claimed.meaning == " · ".join(filter(None, (claim.item, claim.action, claim.indicator_label)))
    assert claimed.meaning.startswith("提案 · 收到")
    assert claimed.rule == claim.rule
    assert claimed.context == "第五次会议收到提案190余件,进一步立案17"[1:]
    aside = trails(TEXT)[2]
    assert (aside.claim, aside.meaning) == (None, None)
    assert aside.rule


def test_lines_for_people() -> None:
    lines = list(as_lines(trails(TEXT)))
    assert lines[0].split() == ["1:3", "2024", "date", f"[{trails(TEXT)[0].rule}]"]
    assert "claim c1  提案 · 收到" in lines[3]
    assert tally(trails(TEXT)) == "6 numbers: claim 2, date 1, markup 1, ordinal 1, word 1"
    assert tally(()) == "no numbers"


def test_command() -> None:
    plain = CliRunner().invoke(app, ["explain", "-"], input=TEXT.encode())
    assert plain.exit_code == 0
    assert plain.stdout.splitlines() == list(as_lines(trails(TEXT)))
    assert plain.stderr.startswith("cpcc-extract: 6 numbers")
    machine = CliRunner().invoke(app, ["explain", "-", "--json"], input=TEXT.encode())
    assert [(row["text"], row["verdict"]) for row in exact_json.loads(machine.stdout)] == VERDICTS


def test_command_on_a_text_without_numbers() -> None:
    found = CliRunner().invoke(app, ["explain", "-", "--json"], input="没有".encode())
    assert exact_json.loads(found.stdout) == []
    assert CliRunner().invoke(app, ["explain", "-"], input="没有".encode()).stdout == ""


def test_numbered_marks_have_a_verdict() -> None:
    assert [(trail.text, trail.verdict) for trail in trails("①收到提案3件,②视察㈠,面积5km²。")] == [
        ("①", "marker"),
        ("3件", "claim"),
        ("②", "marker"),
        ("㈠", "marker"),
        ("5km²", "claim"),
    ]


parts = st.sampled_from(
    [
        "收到提案",
        "190余件",
        "第五次",
        "2024年",
        "一、",
        "\n\n",
        "１７６",
        "\n",
        "<b x=7>",
        "<!-- 5 -->",
        "三分之二",
        "“两个确立”",
        "。",
        "万",
        "12,000.5元",
        "①",
        "㈠Ⅲ½²",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(parts, min_size=1).map("".join).filter(str.strip))
def test_every_numeral_lies_in_a_trail(text: str) -> None:
    found = trails(text)
    for trail in found:
        assert text[trail.start : trail.end] == trail.text
    source = source_from_text(text)
    covered = {offset for trail in found for offset in range(trail.start, trail.end)}
    for numeral in Lexicon.load().numbers.numeral.finditer(source.view):
        missing = set(range(*numeral.span())) - covered
        assert not missing, f"{numeral[0]!r} has no verdict"
