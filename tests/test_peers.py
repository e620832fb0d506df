"""The comparison with other programs: how finds are judged, how runners are asked, how the figures are shown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import peer_tables, peers  # noqa: E402
from benchmarks.peer_scores import Annotated, Score, distinct, score, texts  # noqa: E402
from cpcc_extract.scoring.lines import Hits  # noqa: E402
from cpcc_extract.spans import Span  # noqa: E402

TEXT = "一、2024年收到提案190余件,其中近30件并案,十四届三次会议,三大行动。"
WANTED = ("190余件", "近30件")
DOUBTED = "三大行动"
CASES = [
    ("nothing", [], (0, 0, 0, 2)),
    ("all, exactly", ["190余件", "近30件"], (2, 2, 0, 0)),
    ("the number alone", ["190", "30"], (2, 0, 0, 0)),
    ("a bound word before it in or out", ["190余件", "30件"], (2, 2, 0, 0)),
    ("more than the quantity", ["提案190余件", "近30件并"], (2, 1, 0, 0)),
    ("a date", ["2024年", "190余件"], (1, 1, 1, 1)),
    ("a list number and a session", ["一", "十四届", "三次"], (0, 0, 3, 2)),
    ("what careful readers doubt", ["三大行动"], (0, 0, 0, 2)),
    ("no numeral", ["收到提案", "会议"], (0, 0, 0, 2)),
    ("one quantity in two parts", ["190", "余件", "近30件"], (2, 1, 0, 0)),
    ("two parts with numerals", ["1", "90余"], (1, 0, 1, 1)),
    ("the same thing twice", ["190", "190余件", "190余件"], (1, 1, 0, 1)),
    ("two quantities in one find", ["190余件,其中近30件"], (1, 0, 0, 1)),
]


def place(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


def annotated() -> Annotated:
    # The numerals: 一 2024 190 30 十四 三 三
    return Annotated(TEXT, tuple(Span(*place(part)) for part in WANTED), frozenset({6}))


@pytest.mark.parametrize(("finds", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_how_finds_are_judged(finds: list[str], wanted: tuple[int, int, int, int]) -> None:
    found, exact, false, missed = wanted
    assert score(annotated(), [place(part) for part in finds]) == Score(Hits(found, false, missed), exact)


@pytest.mark.parametrize(
    ("finds", "kept"),
    [
        ([], []),
        ([(3, 3)], []),
        ([(5, 7), (1, 2)], [(1, 2), (5, 7)]),
        ([(1, 3), (1, 3)], [(1, 3)]),
        ([(1, 3), (2, 6)], [(2, 6)]),
        ([(1, 3), (2, 4)], [(1, 3)]),
        ([(1, 3), (3, 4)], [(1, 3), (3, 4)]),
        ([(0, 9), (1, 2), (8, 12), (10, 11)], [(0, 9), (10, 11)]),
    ],
)
def test_of_finds_that_overlap_the_longest_counts(finds: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
    assert distinct(Span(*find) for find in finds) == [Span(*find) for find in kept]


def test_the_samples_are_always_there() -> None:
    samples = texts()["samples"]
    assert len(samples) == 10
    assert all(span.end <= len(one.text) for one in samples for span in one.wanted)
    assert any(one.neutral for one in samples)


def test_a_runner_answers() -> None:
    given = ["收到提案190余件,\n立案176件。", "没有数字。"]
    told = peers.answer(peer_tables.OURS, sys.executable, given, runs=1)
    assert [[given[0][start:end] for start, end in spans] for spans in told["spans"]] == [["190余件", "176件"], []]
    assert (told["failures"], told["seconds"] > 0, told["version"] != "") == (0, True, True)


PEER = """
import sys
sys.path.insert(0, {runners!r})
from serve import serve

def find(line):
    print("a greeting")
    if "bad" in line:
        raise ValueError(line)
    return [(0, len(line))]

serve("pytest", find)
"""


def test_peers_are_given_lines_and_may_fail_at_one(tmp_path: Path) -> None:
    script, answer = tmp_path / "run_peer.py", tmp_path / "answer.json"
    script.write_text(PEER.format(runners=str(peers.RUNNERS)), encoding="utf-8")
    request = b'{"texts": ["one\\r\\n\\n bad\\n  three", ""], "runs": 1}'
    subprocess.run([sys.executable, str(script), str(answer)], input=request, capture_output=True, check=True)
    told = peers.json.loads(answer.read_text(encoding="utf-8"))
    assert told["spans"] == [[[0, 4], [11, 18]], []]
    assert told["failures"] == 1


@pytest.mark.parametrize("python", ["no/such/python", sys.executable])
def test_a_peer_that_is_not_there_is_told(python: str) -> None:
    with pytest.raises(RuntimeError, match="chinese2digits: "):
        peers.answer("chinese2digits", python, ["3件"], runs=1)


def test_environments_are_found_by_name(tmp_path: Path) -> None:
    (tmp_path / "jieba" / "bin").mkdir(parents=True)
    (tmp_path / "jieba" / "bin" / "python").touch()
    (tmp_path / "other" / "bin").mkdir(parents=True)
    jieba = str(tmp_path / "jieba" / "bin" / "python")
    assert peers.environments([str(tmp_path)]) == {"jieba": jieba}
    assert peers.environments([str(tmp_path), "cn2an=/a/python"]) == {"jieba": jieba, "cn2an": "/a/python"}
    assert peers.environments([]) == {}
    for wrong in ("none=/a/python", str(tmp_path / "nowhere")):
        with pytest.raises(SystemExit, match="no folder, nor NAME=PYTHON"):
            peers.environments([wrong])


FIGURES = {
    "date": "2026-01-02",
    "python": "3.11.7",
    "machine": "x86_64",
    "sets": {"samples": {"texts": 10, "characters": 17_000, "quantities": 20}},
    "programs": [
        {
            "id": "jieba",
            "version": "0.42.1",
            "characters_a_second": 50_000,
            "failures": 3,
            "scores": {"samples": {"found": 15, "exact": 9, "false": 5, "missed": 5}},
        },
        {
            "id": "cpcc_extract",
            "version": "0.1.0",
            "characters_a_second": 200_000,
            "failures": 0,
            "scores": {"samples": {"found": 20, "exact": 20, "false": 0, "missed": 0}},
        },
    ],
}


def test_the_figures_are_shown_in_the_order_of_the_programs() -> None:
    accuracy = peer_tables.accuracy(FIGURES).splitlines()
    rows = [line for line in accuracy if line.startswith("| ")]
    assert rows[-2:] == [
        "| cpcc-extract | 20 | 20 | 0 | 1.000 | 1.000 | 1.000 |",
        "| jieba part-of-speech | 15 | 9 | 5 | 0.750 | 0.750 | 0.750 |",
    ]
    (told,) = [line for line in accuracy if line.startswith("- jieba part-of-speech 0.42.1 (`pip install jieba`): ")]
    assert told.endswith(" It raised an error at 3 lines.")
    assert "20 quantities in 10 texts (the samples of this project):" in accuracy
    assert peer_tables.speed(FIGURES).splitlines()[-2:] == [
        "| cpcc-extract | 0.1.0 | 200,000 | 1.00 |",
        "| jieba part-of-speech | 0.42.1 | 50,000 | 4.00 |",
    ]


def test_what_was_written_last_can_be_shown() -> None:
    told = peer_tables.results()
    ids = [program["id"] for program in told["programs"]]
    assert set(ids) <= {peer.id for peer in peer_tables.PEERS}
    for name, texts_told in told["sets"].items():
        for program in told["programs"]:
            figures = program["scores"][name]
            assert figures["found"] + figures["missed"] == texts_told["quantities"]
            assert figures["exact"] <= figures["found"]
    for peer in peer_tables.PEERS:
        assert (peer.name in peer_tables.accuracy(told)) is (peer.id in ids)
    assert all((peers.RUNNERS / f"run_{peer.id}.py").is_file() for peer in peer_tables.PEERS)
