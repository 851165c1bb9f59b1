"""Files that appear whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.problems import FolderMissing, LedgerFull, LedgerReadOnly


def check_folder(path: Path) -> None:
    """Whether a file can be made at a path: a mistyped one is not to make folders.

    Raises:
        FolderMissing: the folder that it names is not there.
    """
    if not path.parent.is_dir():
        raise FolderMissing(str(path), str(path.parent))


@contextmanager
def arriving(target: Path) -> Iterator[Path]:
    """A place beside the target to write to, which takes its name at the end.

    Raises:
        LedgerFull: the disk took no more; nothing is left behind.
        LedgerReadOnly: nothing can be written here.
        FolderMissing: the target's folder is not there.
    """
    half = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        check_folder(target)
        yield half
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.replace(target)
    except OSError as error:
        said = error.strerror or str(error)
        full = error.errno in {errno.EFBIG, errno.ENOSPC, errno.EDQUOT}
        raise (LedgerFull if full else LedgerReadOnly)(str(target), said) from None
    finally:
        for ending in ("", "-wal", "-shm", ".lock"):
            half.with_name(f"{half.name}{ending}").unlink(missing_ok=True)
