"""Where a user's own data lies, and the coder that heeds it."""

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.face import err

if TYPE_CHECKING:
    from detente.pipeline import Coder


def data_folder(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Path:
    """The folder for data that `detente` fetches for this user.

    DETENTE_DATA if it is set; else where the system keeps such things: XDG_DATA_HOME,
    LOCALAPPDATA, or the Library.
    """
    if own := environ.get("DETENTE_DATA"):
        return Path(own)
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "win32":
        base = environ.get("LOCALAPPDATA")
        return Path(base or home / "AppData" / "Local") / "detente"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "detente"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "detente"


def user_coder() -> "Coder":
    """The coder that ships, with the office holders that the user fetched, if any."""
    from detente.api import make_coder
    from detente.knowledge.synced import has_synced

    folder = data_folder()
    return make_coder(folder) if has_synced(folder) else make_coder()


def warn_if_old(days: "Iterable[date | None]") -> None:
    """Say on standard error that news is later than the tables of office holders."""
    from detente.knowledge.synced import read_synced
    from detente.knowledge.validity import too_old_for

    known = [day for day in days if day is not None]
    if warning := too_old_for(known, read_synced(data_folder())):
        err.print(f"warning: {warning}", markup=False, soft_wrap=True)
