"""Which files a run reads: those named, and those under the directories named, in an order that stays."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from cpcc_extract.failure import Failure

NOTHING_THERE = "no files to read there; check the paths and --glob"
# Hidden files, and the lock files of office programs (~$report.docx).
_HIDDEN = (".", "~$")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read."""

    path: str
    """As it is opened: the argument, and below a directory the way down to the file."""
    below: str
    """Its path below the argument that led to it; its name for a file that was itself named."""
    identity: tuple[int, int]
    """Device and number, the same for every name of a file."""
    stamp: str
    """Changes whenever the file does."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files below a directory are wanted. Files that are named themselves always are.

    Raises ValueError for a pattern that could fit none.
    """

    globs: tuple[str, ...] = ()
    """Patterns for the end of the path (`*.txt`, `2024/*.txt`, `2024\\*.txt`), whatever the case; all files where
    empty."""
    excludes: tuple[str, ...] = ()
    """The same for files and directories that are left out."""
    own: frozenset[str] = frozenset()
    """Real paths of what the run itself writes."""

    def __post_init__(self) -> None:
        for pattern in (*self.globs, *self.excludes):
            named = PureWindowsPath(pattern)  # knows both slashes, and drives
            if named.root or not named.parts:
                raise ValueError(f"{pattern!r} fits no file; write the end of its path, as in *.txt or 2024/*.txt")

    def leaves_out(self, path: str, below: str, folders: dict[str, str]) -> bool:
        """True for a file or directory that is not looked at; `folders` as of `_real_path`."""
        return (bool(self.excludes) and fits(PurePath(below), self.excludes)) or (
            bool(self.own) and _real_path(path, folders) in self.own
        )

    def wants(self, below: str) -> bool:
        """True for a file that is read."""
        return not self.globs or fits(PurePath(below), self.globs)


def _real_path(path: str, folders: dict[str, str]) -> str:
    """`path` without links; `folders` keeps what their folders are, so that it is asked once for all files in one."""
    folder, name = os.path.split(path)
    if name in ("", ".", "..") or os.path.islink(path):  # noqa: PTH114
        return os.path.realpath(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)  # noqa: PTH118


def stamp(status: os.stat_result) -> str:
    """Size, times and number of a file: two reads with the same stamp saw the same bytes."""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def printable(path: str) -> str:
    """`path` as a record can hold it: a name that is no UTF-8 must not break the output."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def find_inputs(arguments: Iterable[str], choice: Choice) -> Iterator[Found | Failure]:
    """Every file that the arguments lead to, and a failure for everything that cannot be followed.

    Arguments keep their order; the entries of a directory come sorted by name. Links are followed; a directory that
    was entered already (a link up the tree) is skipped.
    """
    entered: set[tuple[int, int]] = set()
    folders: dict[str, str] = {}
    for argument in arguments:
        # Without recursion: trees can be deeper than Python's stack.
        waiting = [_Entry(argument, None)]
        while waiting:
            entry = waiting.pop()
            if entry.below is not None and choice.leaves_out(entry.path, entry.below, folders):
                continue
            try:
                found = _look(entry, choice, entered)
            except (OSError, ValueError) as error:
                if entry.below is not None and not choice.wants(entry.below):
                    continue
                found = Failure(printable(entry.path), "failed", "ReadError", _reason(Path(entry.path), error))
            if isinstance(found, list):
                waiting += found
            elif found is not None:
                yield found


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that may be a file or a directory."""

    path: str
    below: str | None
    """Path below the argument; None for the argument itself."""


def _look(entry: _Entry, choice: Choice, entered: set[tuple[int, int]]) -> Found | Failure | list[_Entry] | None:
    """What stands there: a file, entries (in reverse), a failure, or nothing that is wanted. Raises OSError."""
    name = os.path.basename(entry.path)  # noqa: PTH119 - see _real_path
    if entry.below is not None and name.startswith(_HIDDEN):
        return Failure(printable(entry.path), "skipped", "Hidden", "hidden; name it to have it read")
    status = os.stat(entry.path)  # noqa: PTH116
    identity = (status.st_dev, status.st_ino)
    if stat.S_ISDIR(status.st_mode):
        if identity in entered:
            return Failure(printable(entry.path), "skipped", "Repeated", "leads to a directory that was read already")
        entered.add(identity)
        path, below = Path(entry.path), PurePath(entry.below or "")
        names = sorted((inner.name for inner in path.iterdir()), key=os.fsencode, reverse=True)
        return [_Entry(str(path / name), str(below / name)) for name in names]
    if entry.below is not None and not choice.wants(entry.below):
        return None
    if not stat.S_ISREG(status.st_mode):
        return Failure(printable(entry.path), "failed", "ReadError", "is a pipe, socket or device; leave it out")
    return Found(entry.path, entry.below or Path(entry.path).name, identity, stamp(status))


def _reason(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return f"a link to {printable(str(path.readlink()))}, which is not there; mend or remove it"
        return "no such file or directory; check the path"
    if isinstance(error, PermissionError):
        return "no permission to read it; check its rights"
    if getattr(error, "errno", None) == errno.ELOOP:
        return "a link that leads back to itself; mend or remove it"
    return f"cannot be read ({getattr(error, 'strerror', None) or error}); check the path and the disk"


def fits(path: PurePath, patterns: Iterable[str]) -> bool:
    """Whether the end of the path is like one of the patterns, whose parts stand between slashes of either kind."""
    folded = type(path)(str(path).casefold())
    return any(folded.match(pattern.casefold().replace("\\", "/")) for pattern in patterns)
