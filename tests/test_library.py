"""The library as programs use it: what is public, its examples, and documents as an iterator."""

from __future__ import annotations

import doctest
import inspect
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

import cpcc_extract
from cpcc_extract import Document, Failure, batch, parse_file

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
FUNCTIONS = sorted(name for name in cpcc_extract.__all__ if inspect.isfunction(getattr(cpcc_extract, name)))


def examples_of(name: str) -> list[doctest.DocTest]:
    found = getattr(cpcc_extract, name)
    return [one for one in doctest.DocTestFinder().find(found, name, globs={name: found}) if one.examples]


@pytest.mark.parametrize("name", [*FUNCTIONS, "Lexicon"])
def test_each_public_function_has_an_example_that_runs(name: str) -> None:
    examples = examples_of(name)
    assert examples, f"{name} needs an example in its docstring"
    with chdir(ROOT):
        for example in examples:
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            assert runner.run(example).failed == 0, f"{name}: run the example of its docstring"


@pytest.mark.parametrize("jobs", [1, 3])
def test_batch_yields_what_parse_file_makes_in_the_order_of_the_paths(jobs: int, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(SAMPLES, folder, ignore=shutil.ignore_patterns("expected", "*.md"))
    (folder / "empty.txt").touch()
    (folder / ".hidden").touch()
    paths = [folder / "web_page_noise.txt", folder, tmp_path / "missing.txt"]
    found = list(batch(paths, jobs=jobs))
    names = [(one.source.name if isinstance(one, Document) else Path(one.source).name) for one in found]
    below = sorted(path.name for path in folder.iterdir())
    assert names == ["web_page_noise.txt", *below, "missing.txt"]
    for one, path in zip(found, [paths[0], *sorted(folder.iterdir()), paths[2]], strict=True):
        if isinstance(one, Document):
            assert one == parse_file(path)
    failures = {Path(one.source).name: one for one in found if isinstance(one, Failure)}
    assert {name: one.outcome for name, one in failures.items()} == {
        "empty.txt": "failed",
        ".hidden": "skipped",
        "web_page_noise.txt": "skipped",
        "missing.txt": "failed",
    }
    assert failures["web_page_noise.txt"].reason.startswith(f"the same file as {paths[0]}")


def test_batch_reads_no_further_than_it_is_asked_to(tmp_path: Path) -> None:
    asked: list[int] = []

    def paths() -> Iterator[Path]:
        for number in range(50):
            asked.append(number)
            path = tmp_path / f"{number}.txt"
            path.write_text(f"收到提案{number}件。", encoding="utf-8")
            yield path

    running = batch(paths(), jobs=1)
    first = next(running)
    assert isinstance(first, Document)
    running.close()  # type: ignore[attr-defined]
    assert len(asked) < 5


def test_batch_chooses_below_directories(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "drafts/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("走访9户。", encoding="utf-8")
    found = list(batch([tmp_path], glob=["*.txt"], exclude=["drafts"], jobs=1))
    assert [one.source.name for one in found if isinstance(one, Document)] == ["a.txt"]


def test_a_single_path_or_pattern_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("走访9户。", encoding="utf-8")
    (tmp_path / "b.md").write_text("走访9户。", encoding="utf-8")
    for path in (tmp_path, str(tmp_path)):
        found = list(batch(path, glob="*.txt", exclude="*.md", jobs=1))
        assert [one.source.name for one in found if isinstance(one, Document)] == ["a.txt"]


def test_threads_may_share_the_first_load_and_all_that_follows() -> None:
    script = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from pathlib import Path\n"
        "from cpcc_extract import check, parse_file\n"
        "files = sorted(Path('samples').glob('*.txt'))\n"
        "with ThreadPoolExecutor(8) as threads:\n"
        "    found = list(threads.map(parse_file, files))\n"
        "    checks = list(threads.map(check, found))\n"
        "assert found == [parse_file(file) for file in files]\n"
        "assert checks == [check(document) for document in found]\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_what_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="there are year, half, article"):
        cpcc_extract.panel([], by="month")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there are polars, pandas"):
        cpcc_extract.to_dataframe([], library="dask")  # type: ignore[arg-type]


@pytest.mark.parametrize("source", [Path("report.txt"), b"9", None])
def test_what_is_no_text_is_not_parsed(source: object) -> None:
    with pytest.raises(TypeError, match=r"parse takes a text, not .*; parse_file reads a file"):
        cpcc_extract.parse(source)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["check", "panel", "to_dataframe"])
def test_failures_of_a_batch_are_no_documents(name: str) -> None:
    found = list(batch(["nowhere.txt"], jobs=1))
    with pytest.raises(TypeError, match="a Failure is no Document; keep those of a batch that are"):
        getattr(cpcc_extract, name)(found)


def test_a_single_name_is_one() -> None:
    document = cpcc_extract.parse("收到提案190件,立案176件。")
    assert cpcc_extract.panel(document, indicators="proposal.received").indicators == ("proposal.received",)
    assert list(cpcc_extract.to_dataframe(document, columns="item").columns) == ["item"]
    lone = cpcc_extract.Lexicon.load(codebooks="government")
    assert lone is cpcc_extract.Lexicon.load(codebooks=["government"])


def test_the_errors_are_one_tree_and_all_of_them_public() -> None:
    errors = [value for _, value in inspect.getmembers(cpcc_extract.errors, inspect.isclass)]
    assert {error.__name__ for error in errors} <= set(cpcc_extract.__all__)
    assert all(issubclass(error, cpcc_extract.CpccError) for error in errors)
