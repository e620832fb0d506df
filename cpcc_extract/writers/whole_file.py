"""Output files that are there whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cpcc_extract.errors import WriteError

_NEW_FILE = 0o666


@contextmanager
def whole_file(path: Path, *, part: Path | None = None) -> Iterator[BinaryIO]:
    """A binary stream whose content becomes the file at `path` when the block ends without an exception.

    `part` is where the content stands until then, in the directory of `path`: for callers who know that nobody else
    writes this file, and who would find after a crash what it left behind. By default a name that is new.

    Until then, and after an exception, whatever stood at `path` is untouched. Symbolic links are followed;
    a device or pipe is written to directly. Raises WriteError when the place cannot be written.
    """
    try:
        # Not a temporary file beside it: renaming one onto /dev/null would replace the device.
        with _device(path) if path.exists() and not path.is_file() else _renamed(path, part) as out:
            yield out
    except FileNotFoundError:
        raise WriteError(f"{path}: its directory does not exist; make it first") from None
    except IsADirectoryError:
        raise WriteError(f"{path}: is a directory; name a file in it") from None
    except PermissionError:
        raise WriteError(
            f"{path}: no permission to write there; close it where it is open, or choose another place"
        ) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise WriteError(f"{path}: cannot be written ({reason}); choose another place") from None


@contextmanager
def _device(path: Path) -> Iterator[BinaryIO]:
    with path.open("wb") as out:
        yield out


@contextmanager
def _renamed(path: Path, part: Path | None) -> Iterator[BinaryIO]:
    target = Path(os.path.realpath(path))
    if part is None:
        import tempfile  # noqa: PLC0415 - imports much; standard output needs none of it

        handle, name = tempfile.mkstemp(prefix=f".{target.name[:20]}.", suffix=".part", dir=target.parent)
        os.close(handle)
        part = Path(name)
    temporary = target.parent / part.name
    try:
        with temporary.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(_rights(target))
        temporary.replace(target)
        _settle(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _settle(directory: Path) -> None:
    """Have the new name on the disk too, where directories can be opened for that."""
    if os.name == "posix":
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _rights(target: Path) -> int:
    """Those of the file that is replaced; for a new one what any new file gets."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask
