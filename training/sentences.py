"""Our training sentences, from their compact files to pairs with labels.

A file of `training/sentences/` is a list of sections. `= CODE [STATUS]` opens one; its
sentences mark the actor in [square] and the recipient in <angle> brackets. In a section
`= 000 multi` a sentence marks any number of actors in {braces} and lists what passed
between them after a bar: `1>2 166; 1>3 000` (actor's number > recipient's, code,
status). CODE is a row of `data/models/labels.csv`; 000: nothing passed between them.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SENTENCES = ROOT / "sentences"
LABELS = ROOT.parent / "src/detente/data/models/labels.csv"
STATUSES = (
    "happened",
    "ongoing",
    "planned",
    "denied",
    "hypothetical",
    "demanded",
    "cancelled",
)
PAIR = re.compile(r"(\d)>(\d) (\w+)(?: (\w+))?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence, the two spans that are asked about, and what passed between them.

    `group` is the sentence's number: pairs of one sentence never stand on both sides
    of a split. `status` is None where nothing passed.
    """

    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]
    code: str
    status: str | None
    group: int


def label_rows() -> list[dict[str, str]]:
    """The rows of labels.csv, in the order of the model's outputs."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_all(folder: Path = SENTENCES) -> list[Example]:
    """Every example of the files of a folder, in a stable order.

    Raises:
        ValueError: a line does not hold together; names it and says why.
    """
    given = {row["code"]: row["status"] for row in label_rows()}
    examples: list[Example] = []
    group = 0
    for path in sorted(folder.glob("*.txt")):
        code, status, multi = "", "", False
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip():
                continue
            if line.startswith("="):
                code, *rest = line[1:].split()
                multi = rest == ["multi"]
                status = rest[0] if rest and not multi else ""
                if code not in given or status not in (*STATUSES, ""):
                    raise ValueError(f"{path.name}:{number}: bad section {line!r}")
                continue
            group += 1
            try:
                found = list(_multi(line) if multi else _single(line, code, status))
            except ValueError as problem:
                raise ValueError(f"{path.name}:{number}: {problem}") from problem
            for text, actor, recipient, its_code, its_status in found:
                if its_code not in given:
                    raise ValueError(f"{path.name}:{number}: no code {its_code!r}")
                examples.append(
                    Example(
                        text=text,
                        actor=actor,
                        recipient=recipient,
                        code=its_code,
                        status=None
                        if its_code == "000"
                        else its_status or given[its_code] or "happened",
                        group=group,
                    )
                )
    return examples


Found = tuple[str, tuple[int, int], tuple[int, int], str, str]


def _single(line: str, code: str, status: str) -> Iterator[Found]:
    text, spans = _strip(line, "[<", "]>")
    marks = re.findall(r"[\[<]", line)
    if sorted(marks) != ["<", "["]:
        raise ValueError("wants one [actor] and one <recipient>")
    at = marks.index("[")
    yield text, spans[at], spans[1 - at], code, status


def _multi(line: str) -> Iterator[Found]:
    sentence, _, pairs = line.partition(" | ")
    text, spans = _strip(sentence, "{", "}")
    for pair in pairs.split(";"):
        match = PAIR.match(pair.strip())
        if not match:
            raise ValueError(f"bad pair {pair!r}")
        actor, recipient, code, status = match.groups()
        yield text, spans[int(actor) - 1], spans[int(recipient) - 1], code, status or ""


def _strip(line: str, opening: str, closing: str) -> tuple[str, list[tuple[int, int]]]:
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    start = -1
    for char in line:
        if char in opening:
            start = len(text)
        elif char in closing:
            spans.append((start, len(text)))
        else:
            text.append(char)
    return "".join(text), spans
