"""The walls between the rooms, and what importing the package may not do."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import cpcc_extract

HOME = Path(cpcc_extract.__file__).parent
PACKAGE = "cpcc_extract"


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(HOME.rglob("*.py")):
        parts = (PACKAGE, *path.relative_to(HOME).with_suffix("").parts)
        yield ".".join(part for part in parts if part != "__init__"), path


def imported(path: Path) -> set[str]:
    """Dotted names of all modules that a file imports anywhere, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute here"
            assert node.module
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


IMPORTS = {name: imported(path) for name, path in modules()}


def inside(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def users(target: str) -> set[str]:
    return {name for name, found in IMPORTS.items() if any(inside(module, target) for module in found)}


# (room, rooms that it must not look into)
WALLS = [
    ("spans", ("",)),
    ("errors", ("",)),
    ("exact_json", ("",)),
    ("reading", ("structure", "numbers", "when", "who", "claims", "records", "writers", "pipeline")),
    ("structure", ("numbers", "when", "who", "claims", "records", "writers", "pipeline")),
    ("when", ("numbers", "who", "claims", "records", "writers", "pipeline")),
    ("numbers", ("who", "claims", "records", "writers", "pipeline")),
    ("who", ("numbers", "claims", "records", "writers", "pipeline")),
    ("claims", ("records", "writers", "pipeline", "scoring")),
    ("lexicon", ("records", "writers", "pipeline", "scoring", "documents", "reading")),
    ("records", ("writers", "pipeline", "scoring", "documents", "reading")),
    ("writers", ("runs", "pipeline", "scoring", "claims", "numbers", "structure")),
    ("view", ("pipeline", "scoring", "claims", "numbers", "structure")),
    ("review", ("runs", "pipeline", "view", "explain", "insight", "claims", "numbers", "structure")),
    ("spark", ("cli", "scoring", "view", "explain", "insight", "review", "claims", "numbers", "structure")),
    ("runs", ("scoring", "view", "explain", "claims", "numbers", "structure")),
    ("rules", ("runs", "writers", "view", "review", "explain", "insight")),
    ("pipeline", ("runs", "writers", "scoring", "view", "explain", "insight")),
    ("insight", ("runs", "pipeline", "writers", "scoring", "view", "explain", "claims", "numbers", "structure")),
]


@pytest.mark.parametrize(("room", "closed"), WALLS, ids=[room for room, _ in WALLS])
def test_walls(room: str, closed: tuple[str, ...]) -> None:
    own = f"{PACKAGE}.{room}"
    inhabitants = {name: found for name, found in IMPORTS.items() if inside(name, own)}
    assert inhabitants, "this room is gone: take its wall out"
    for name, found in inhabitants.items():
        for other in closed:
            forbidden = f"{PACKAGE}.{other}".removesuffix(".")
            seen = sorted(module for module in found if inside(module, forbidden) and not inside(module, own))
            assert not seen, f"{name} must not import {seen}"


def test_nothing_imports_the_command_line() -> None:
    assert {name for name in users("cpcc_extract.cli") if not inside(name, "cpcc_extract.cli")} == {
        "cpcc_extract.__main__"
    }


ONLY_IN = [
    ("tomllib", ("cpcc_extract.lexicon",)),
    ("typer", ("cpcc_extract.cli",)),
    ("rich", ("cpcc_extract.cli", "cpcc_extract.view.terminal", "cpcc_extract.view.checks")),
    (
        "pydantic",
        (
            "cpcc_extract.compiling",
            "cpcc_extract.lexicon.settings",
            "cpcc_extract.records",
            "cpcc_extract.scoring.gold",
        ),
    ),
    ("pyspark", ("cpcc_extract.spark",)),
    ("xlsxwriter", ("cpcc_extract.writers",)),
    ("csv", ("cpcc_extract.writers.separated", "cpcc_extract.who")),
]


@pytest.mark.parametrize(("library", "rooms"), ONLY_IN)
def test_libraries_stay_in_their_rooms(library: str, rooms: tuple[str, ...]) -> None:
    found = users(library)
    assert found, f"nobody uses {library}"
    assert {name for name in found if not any(inside(name, room) for room in rooms)} == set()


def test_one_module_uses_cn2an() -> None:
    assert len(users("cn2an")) == 1


HEAVY = (
    "openpyxl", "xlsxwriter", "pyarrow", "pyspark", "matplotlib", "cn2an", "rich", "typer", "pydantic", "regex",
    "tomllib", "json",
)  # fmt: skip


def loaded_by(statement: str) -> set[str]:
    """Names of the modules that a fresh interpreter holds after `statement`."""
    script = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME.parent, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_costs_nothing() -> None:
    loaded = loaded_by("import cpcc_extract")
    assert not loaded & set(HEAVY)
    assert {name for name in loaded if inside(name, PACKAGE)} == {PACKAGE}


def test_parsing_needs_no_command_line_and_no_display() -> None:
    loaded = loaded_by("from cpcc_extract import parse; parse('收到提案190余件,立案176件。')")
    assert not loaded & {"typer", "rich", "cn2an"}


def test_a_parse_with_kept_rules_loads_what_it_uses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPCC_EXTRACT_CACHE", str(tmp_path / "kept"))
    statement = "from cpcc_extract import parse; parse('收到提案190余件,立案176件。')"
    assert "cpcc_extract.compiling.all" in loaded_by(statement)
    loaded = loaded_by(statement)
    assert not loaded & set(HEAVY) - {"json"}
    assert not any(inside(name, "cpcc_extract.compiling") for name in loaded)


def test_quick_commands_do_not_load_the_pipeline() -> None:
    loaded = loaded_by("import cpcc_extract.cli.app")
    assert not loaded & {"pydantic", "regex", "cn2an", "tomllib", "cpcc_extract.pipeline"}


def test_public_names_are_there() -> None:
    for name in cpcc_extract.__all__:
        assert getattr(cpcc_extract, name).__name__ == name
    assert set(cpcc_extract.__all__) <= set(dir(cpcc_extract))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = cpcc_extract.nothing
