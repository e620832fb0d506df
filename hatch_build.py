"""Compiles the modules that `pyproject.toml` names, where CPCC_EXTRACT_COMPILE=1 asks for it; else does nothing.

The modules are ordinary Python and stay in the wheel beside what mypyc makes of them. They are compiled in a copy, so
that the folder that is built from stays as it was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# -O1: what is spent is spent in Python's own functions. -O2 takes a fifth longer to build; no more speed was measured,
# nor with -O3.
_SETUP = """\
from mypyc.build import mypycify
from setuptools import setup

setup(name="compiled", packages=[], ext_modules=mypycify({arguments!r}, opt_level="1", debug_level="0"))
"""


class CompiledModules(BuildHookInterface[Any]):
    """The build hook `custom` of hatchling."""

    PLUGIN_NAME = "custom"

    def _asked(self) -> bool:
        return self.target_name == "wheel" and os.environ.get("CPCC_EXTRACT_COMPILE", "0") not in ("", "0")

    def dependencies(self) -> list[str]:
        """What compiling needs beside a C compiler."""
        needs: list[str] = self.config["needs"]
        return needs if self._asked() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the compiled modules into the wheel."""
        if not self._asked():
            return
        if version == "editable":
            raise ValueError("CPCC_EXTRACT_COMPILE: what is compiled cannot be edited; install without -e")
        self._room = Path(tempfile.mkdtemp(prefix="cpcc-extract-"))
        for file in _compiled(Path(self.root), self._room, self.config["modules"]):
            build_data["force_include"][str(file)] = file.relative_to(self._room).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the copy."""
        if self._asked():
            shutil.rmtree(self._room)


def _compiled(root: Path, room: Path, globs: list[str]) -> list[Path]:
    """The extension modules that mypyc makes, in `room`, of the modules of `root` that the globs name."""
    shutil.copytree(root / "cpcc_extract", room / "cpcc_extract", ignore=shutil.ignore_patterns("*.so", "*.pyd"))
    modules = sorted({file.relative_to(room).as_posix() for glob in globs for file in room.glob(glob)})
    # A room that is a package has its __init__ uncompiled: there is nothing in it.
    modules = [module for module in modules if not module.endswith("/__init__.py")]
    arguments = ["--ignore-missing-imports", "--follow-imports=silent", *modules]
    (room / "setup.py").write_text(_SETUP.format(arguments=arguments), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "setup.py", "build_ext", "--inplace"],
        cwd=room,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"mypyc and the C compiler: {done.stdout.decode(errors='replace')[-4000:]}")
    return sorted(file for file in room.rglob("*") if file.suffix in (".so", ".pyd") and "build" not in file.parts)
