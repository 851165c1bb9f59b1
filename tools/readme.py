"""Write the outputs that README.md shows, by running its commands.

    python -m tools.readme [--check]

Each block between `<!-- run: COMMAND -->` and `<!-- end -->` is the output of the
command, run in a temporary folder beside a link to examples/. With `--check` nothing is
written; exits 1 if a block differs from what the command prints.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(
    r"(<!-- run: (?P<command>[^\n]*) -->\n```text\n)(?P<output>.*?)(```\n<!-- end -->)",
    re.DOTALL,
)


def outputs(text: str) -> str:
    """The text with every block's output as the commands print it now."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")

        def printed(match: re.Match[str]) -> str:
            command = match["command"]
            environment = {
                **os.environ,
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                "COLUMNS": "100",
                "NO_COLOR": "1",
            }
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=folder,
                env=environment,
                check=True,
                capture_output=True,
                text=True,
            )
            lines = [line.rstrip() for line in done.stdout.splitlines()]
            return match[1] + "\n".join(lines).strip("\n") + "\n" + match[4]

        return BLOCK.sub(printed, text)


def main() -> int:
    """Write or check."""
    readme = ROOT / "README.md"
    before = readme.read_text("utf-8")
    after = outputs(before)
    if "--check" in sys.argv:
        if before != after:
            print("README.md shows what is no longer printed: run tools/readme.py")
            return 1
        return 0
    readme.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
