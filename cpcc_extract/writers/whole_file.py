"""Output files that are there whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cpcc_extract.errors import WriteError

_NEW_FILE = 0o666


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A binary stream whose content becomes the file at `path` when the block ends without an exception.

    Until then, and after an exception, whatever stood at `path` is untouched. Symbolic links are followed;
    a device or pipe is written to directly. Raises WriteError when the place cannot be written.
    """
    try:
        # Not a temporary file beside it: renaming one onto /dev/null would replace the device.
        with _device(path) if path.exists() and not path.is_file() else _renamed(path) as out:
            yield out
    except FileNotFoundError:
        raise WriteError(f"{path}: its directory does not exist; make it first") from None
    except IsADirectoryError:
        raise WriteError(f"{path}: is a directory; name a file in it") from None
    except PermissionError:
        raise WriteError(f"{path}: no permission to write there; choose another place") from None
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
def _renamed(path: Path) -> Iterator[BinaryIO]:
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:20]}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(_rights(target))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _rights(target: Path) -> int:
    """Those of the file that is replaced; for a new one what any new file gets."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask
