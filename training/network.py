"""MiniLM with two marked parties: which code, which type, which status."""

import torch
from torch import nn
from transformers import BertConfig, BertModel

N_MARKS = 4  # [unused0] to [unused3], numbers 1 to 4 of BERT's vocabulary


class PairNetwork(nn.Module):
    """The encoder and three linear heads over [actor; recipient; mean of the pieces].

    Word embeddings stay as they were trained; only the four marks learn theirs.
    """

    def __init__(
        self, encoder: BertModel, n_codes: int, n_types: int, n_status: int
    ) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.marks = nn.Parameter(torch.randn(N_MARKS, width) * 0.02)
        self.dropout = nn.Dropout(0.2)
        self.hidden = nn.Linear(3 * width, width)
        self.codes = nn.Linear(width, n_codes)
        self.types = nn.Linear(width, n_types)
        self.status = nn.Linear(width, n_status)

    def forward(
        self,
        ids: torch.Tensor,
        mask: torch.Tensor,
        first: torch.Tensor,
        second: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits of code, type and status; `mask` is 1 where a piece stands."""
        vectors = self.encoder.embeddings.word_embeddings(ids)
        is_mark = (ids >= 1) & (ids <= N_MARKS)
        marks = self.marks[(ids - 1).clamp(0, N_MARKS - 1)]
        vectors = torch.where(is_mark.unsqueeze(-1), marks, vectors)
        states = self.encoder(
            inputs_embeds=vectors, attention_mask=mask
        ).last_hidden_state
        rows = torch.arange(ids.shape[0])
        weight = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        joined = torch.cat((states[rows, first], states[rows, second], mean), -1)
        hidden = nn.functional.gelu(self.hidden(self.dropout(joined)))
        hidden = self.dropout(hidden)
        return self.codes(hidden), self.types(hidden), self.status(hidden)


def load_encoder(folder: str) -> BertModel:
    """The pretrained encoder from the folder of its wheel."""
    config = BertConfig.from_pretrained(folder)
    config._attn_implementation = "eager"
    return BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
