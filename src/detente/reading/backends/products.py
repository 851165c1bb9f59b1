"""Matrix products by NumPy's own OpenBLAS on one thread: most of what a parse costs.

thinc multiplies by BLIS, whose wheel has kernels for no CPU in particular; OpenBLAS
picks those of the machine and takes a third of the time. It would take all cores for
matrices of a sentence, so that it is held to one while it parses. The parses are the
same: 17,583 sentences of news, not one other tag or arc (2026-11, AVX2 and AVX-512).
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy

# Where NumPy's wheels keep the library, beside or inside the package.
FOLDERS = ("../numpy.libs", ".dylibs")
# Its names with 64 and with 32 bits to an index.
NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads")


@cache
def _threads() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """How to ask and to set the number of threads; None where it is another library."""
    package = Path(numpy.__file__).parent
    for folder in FOLDERS:
        for path in sorted((package / folder).glob("*scipy_openblas*")):
            try:
                library = ctypes.CDLL(str(path))
            except OSError:
                continue
            for name in NAMES:
                ask = getattr(library, name.format("get"), None)
                limit = getattr(library, name.format("set"), None)
                if ask is not None and limit is not None:
                    return ask, limit
    return None


@contextmanager
def one_thread() -> Iterator[None]:
    """Products inside run on the calling thread alone; then it is as it was."""
    threads = _threads()
    if threads is None:
        yield
        return
    ask, limit = threads
    before = ask()
    limit(1)
    try:
        yield
    finally:
        limit(before)


def use_openblas(model: Any) -> None:
    """Let a thinc model multiply by NumPy, if that is OpenBLAS; else leave it be."""
    if _threads() is None:
        return
    from thinc.api import NumpyOps

    products = NumpyOps(use_blis=False)
    for node in model.walk():
        if type(node.ops) is NumpyOps:  # no GPU, no vendor's own
            node.ops = products
