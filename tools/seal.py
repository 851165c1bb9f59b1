"""Write the digest of every generated data file into data/SOURCES.toml.

    python -m tools.seal

The last step of `make data`; `detente check` and the tests compare.
"""

import hashlib
from pathlib import Path

from detente.knowledge.sources import FOLDER

HEAD = "[generated]\n"


def main(folder: Path = Path("src/detente/data")) -> None:
    """Rewrite what follows the heading."""
    path = folder / "SOURCES.toml"
    before, head, _ = path.read_text(encoding="utf-8").partition(HEAD)
    lines = [
        f'"{file.name}" = "{hashlib.sha256(file.read_bytes()).hexdigest()}"\n'
        for file in sorted((folder / FOLDER).iterdir())
    ]
    path.write_text(before + head + "".join(lines), encoding="utf-8", newline="\n")
    print(f"{len(lines)} digests")


if __name__ == "__main__":
    main()
