"""One writer at a time: a lock file beside the ledger that names its holder.

The operating system holds the lock, so it goes when its holder does, however it ends;
what stands in the file only tells people who it is.
"""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from detente.problems import LedgerLocked, LedgerReadOnly


class WriterLock:
    """The right to write to one ledger, held until `release`."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self._path = ledger.with_name(f"{ledger.name}.lock")
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take it at once.

        Raises:
            LedgerLocked: another process, or another ledger object, has it.
            LedgerReadOnly: no lock file can be made here.
        """
        handle = self._open()
        while not _is_at(handle, self._path):
            # Its holder let go and removed it between our opening and locking it.
            os.close(handle)
            handle = self._open()
        name = f"process {os.getpid()} on {socket.gethostname()}"
        # On a full disk the lock holds all the same; only its name is lost.
        with suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, f"{name}\n".encode())
        self._handle = handle

    def release(self) -> None:
        """Give it back and take the file away."""
        if self._handle is not None:
            with suppress(OSError):
                self._path.unlink()
            os.close(self._handle)
            self._handle = None

    def _open(self) -> int:
        """The lock file, opened and locked."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise LedgerReadOnly(str(self._ledger), error.strerror or "") from None
        if _try_lock(handle):
            return handle
        os.lseek(handle, 0, os.SEEK_SET)
        name = os.read(handle, 200).decode(errors="replace").strip()
        os.close(handle)
        raise LedgerLocked(str(self._ledger), name or "another program")


def _is_at(handle: int, path: Path) -> bool:
    """Whether an open file is still the one that the path names."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _try_lock(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            # Far behind the holder's name, which others must be able to read.
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
