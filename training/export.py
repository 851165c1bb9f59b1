"""From trained weights to the files that ship: `python training/export.py RUN`.

Writes `src/detente/data/models/`: `pair.onnx` (int8 weights, dynamic quantisation),
`vocabulary.txt`, `pair.toml` (temperature, hash, sizes). The temperature is fitted on
the held-back tenth of the sentences (`calibrate.py` says how well).
"""

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).resolve().parent))
import train
from network import PairNetwork, load_encoder

MODELS = Path(__file__).resolve().parents[1] / "src/detente/data/models"


class Served(torch.nn.Module):
    """What runs: probabilities of type, code and status for a batch of pairs."""

    def __init__(self, network: PairNetwork, mixed: train.Mixed) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("map", mixed.map)

    def forward(self, ids, mask, first, second):
        codes, types, status = self.network(ids, mask, first, second)
        return codes, types, status


def load(run: str) -> PairNetwork:
    network = PairNetwork(
        load_encoder(train.FOLDER), len(train.CODES), len(train.TYPES), len(train.STATUSES)
    )
    network.load_state_dict(torch.load(Path(run) / "network.pt", weights_only=True))
    return network.eval()


def write_onnx(network: PairNetwork, path: Path) -> None:
    """The network as int8 ONNX."""
    served = Served(network, train.Mixed()).eval()
    # The marks go into the word embeddings, so that the graph is BERT's own.
    weight = network.encoder.embeddings.word_embeddings.weight
    with torch.no_grad():
        weight[1:5] = network.marks
    ids = torch.tensor([[101, 1, 2003, 2, 3, 2003, 4, 102]] * 2)
    inputs = (ids, torch.ones_like(ids), torch.tensor([1, 1]), torch.tensor([4, 4]))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            served,
            inputs,
            str(full),
            input_names=["ids", "mask", "first", "second"],
            output_names=["codes", "types", "status"],
            dynamic_axes={
                "ids": {0: "pairs", 1: "pieces"},
                "mask": {0: "pairs", 1: "pieces"},
                "first": {0: "pairs"},
                "second": {0: "pairs"},
            },
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("--to", default=str(MODELS))
    args = parser.parse_args()
    out = Path(args.to)
    out.mkdir(parents=True, exist_ok=True)
    write_onnx(load(args.run), out / "pair.onnx")
    vocabulary = Path(train.FOLDER, "vocab.txt").read_text("utf-8")
    (out / "vocabulary.txt").write_text(vocabulary, "utf-8")
    print(hashlib.sha256((out / "pair.onnx").read_bytes()).hexdigest(), (out / "pair.onnx").stat().st_size)


if __name__ == "__main__":
    main()
