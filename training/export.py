"""From a run to the files that ship: `python training/export.py RUN [--to FOLDER]`.

Writes to `src/detente/data/models/`: `pair.onnx` (int8 weights, dynamic quantisation),
`vocabulary.txt`, and `pair.toml` (the graph's hash, the temperature).
"""

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]
from calibrate import temperature  # noqa: E402 (the path to it stands above)
from network import PairNetwork  # noqa: E402
from train import FOLDER, new_network, say  # noqa: E402

MODELS = HERE.parent / "src/detente/data/models"
NAMES = ("ids", "mask", "first", "second")
SETTINGS = """\
# The pair encoder: what must fit together. Written by training/export.py.
sha256 = "{sha256}"
temperature = {temperature}  # divides the logits; fitted on held-back sentences
pieces = {pieces}  # of the vocabulary
source = "all-MiniLM-L6-v2 (Apache-2.0), fine-tuned by training/ on training/sentences"
"""


def write_onnx(network: PairNetwork, path: Path) -> None:
    """The network as int8 ONNX.

    Weights are unsigned: signed ones overflow on processors without VNNI, and the same
    pair would be typed differently there.
    """
    # The marks go into the word embeddings, so that a piece number is enough.
    with torch.no_grad():
        network.encoder.embeddings.word_embeddings.weight[1:5] = network.marks
    ids = torch.tensor([[101, 1, 2003, 2, 3, 2003, 4, 102]] * 2)
    example = (ids, torch.ones_like(ids), torch.tensor([1, 1]), torch.tensor([4, 4]))
    axes = {name: {0: "pairs"} for name in NAMES}
    axes["ids"][1] = axes["mask"][1] = "pieces"
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            network,
            example,
            str(full),
            input_names=list(NAMES),
            output_names=["codes", "types", "status"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(full), str(path), weight_type=QuantType.QUInt8, per_channel=True
        )
    onnx.checker.check_model(str(path))


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--to", type=Path, default=MODELS)
    options = parser.parse_args()
    network = new_network()
    network.load_state_dict(torch.load(options.run / "network.pt", weights_only=True))
    options.to.mkdir(parents=True, exist_ok=True)
    graph = options.to / "pair.onnx"
    write_onnx(network.eval(), graph)
    vocabulary = (FOLDER / "vocab.txt").read_text("utf-8")
    (options.to / "vocabulary.txt").write_text(vocabulary, "utf-8")
    settings = SETTINGS.format(
        sha256=hashlib.sha256(graph.read_bytes()).hexdigest(),
        temperature=temperature(options.run),
        pieces=len(vocabulary.split()),
    )
    (options.to / "pair.toml").write_text(settings, "utf-8")
    say(f"{graph}: {graph.stat().st_size} bytes")


if __name__ == "__main__":
    main()
