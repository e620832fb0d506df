"""What compiling the modules is worth: characters a second of the compiled wheel and of the plain one, in turn.

    python benchmarks/compiled.py [DIRECTORY]

Builds and installs both in environments of their own, which takes minutes and a C compiler. Reads the texts of
DIRECTORY (the project's samples without one), from the file to the JSON with all fields, rules loaded, one core.
Process times, five rounds of each in turn; prints the medians and the median of the rounds' quotients.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
RATE = """
import gc, sys, time
from pathlib import Path
from cpcc_extract.cli import LOOKS
from cpcc_extract.pipeline import parse
from cpcc_extract.reading.text import read_source
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.json import encode

gc.set_threshold(*LOOKS)
files = sorted(Path(sys.argv[1]).glob("*.txt"))
characters = sum(len(read_source(file).text) for file in files)
for _ in range(2):  # the first time rules are loaded and patterns compiled
    start = time.process_time()
    for file in files:
        encode(parse(read_source(file)), Style())
print(characters / (time.process_time() - start))
"""


def installed(environment: Path, compiled: bool) -> Path:
    """The Python of a new environment with the project in it."""
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    settings = {**os.environ, "CPCC_EXTRACT_COMPILE": str(int(compiled))}
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(ROOT)], env=settings, check=True)
    return python


def rate(python: Path, texts: Path) -> float:
    """Characters a second."""
    command = [str(python), "-c", RATE, str(texts)]
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=python.parent, env=own, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Print what was measured."""
    texts = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "samples"
    with tempfile.TemporaryDirectory() as place:
        plain, compiled = (installed(Path(place, name), name == "compiled") for name in ("plain", "compiled"))
        rounds = [(rate(plain, texts), rate(compiled, texts)) for _ in range(ROUNDS)]
    one, other = (median(each) for each in zip(*rounds, strict=True))
    times = median(after / before for before, after in rounds)
    print(f"plain {one:,.0f}, compiled {other:,.0f} characters a second: {times:.2f} times")


if __name__ == "__main__":
    main()
