"""The wheel of compiled modules (docs/batch.md) gives the bytes that the modules give as they stand.

Building it takes minutes and what a plain `pip install` takes from the index: only CPCC_EXTRACT_COMPILED=required asks
for it, as `.ci/run` does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
WHERE = "import cpcc_extract.claims.finding as module; print(module.__file__)"
COMPILERS = ("cc", "gcc", "clang", "cl")

pytestmark = pytest.mark.skipif(
    os.environ.get("CPCC_EXTRACT_COMPILED") != "required",
    reason="the compiled wheel takes minutes to build: CPCC_EXTRACT_COMPILED=required asks for it",
)


def run(python: Path, *arguments: str, **settings: str) -> bytes:
    """What a Python prints, outside of the project, so that it finds only what is installed in it."""
    command = [str(python), *arguments]
    cwd = python.parent
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=cwd, env=own | settings, stdout=subprocess.PIPE, check=True).stdout


def python_of(environment: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    return environment / ("Scripts" if os.name == "nt" else "bin") / "python"


def installed(environment: Path, **settings: str) -> Path:
    python = python_of(environment)
    run(python, "-m", "pip", "install", "--quiet", str(ROOT), **settings)
    return python


def test_compiled_and_not_give_the_same_bytes(tmp_path: Path) -> None:
    if not any(map(shutil.which, COMPILERS)):
        pytest.skip("no C compiler: the compiled wheel is not tried")
    compiled = installed(tmp_path / "compiled", CPCC_EXTRACT_COMPILE="1")
    plain = installed(tmp_path / "plain", CPCC_EXTRACT_COMPILE="0")
    assert Path(run(compiled, "-c", WHERE).decode().strip()).suffix in (".so", ".pyd")
    assert Path(run(plain, "-c", WHERE).decode().strip()).suffix == ".py"
    assert not [*(ROOT / "cpcc_extract").rglob("*.so")], "the build leaves the folder as it was"

    kept = {"CPCC_EXTRACT_CACHE": str(tmp_path / "kept")}
    command = ["-m", "cpcc_extract", "parse", *map(str, SAMPLES), "--json"]
    expected = run(plain, *command, **kept)
    assert expected.count(b'"value":') > 500
    for _ in range(2):  # the second time with the rules that the first one kept
        assert run(compiled, *command, **kept) == expected
    names = [file.name for file in (tmp_path / "kept").glob("rules-compiled-*.bin")]
    assert len(names) == 2, "rules of compiled classes are kept apart"
