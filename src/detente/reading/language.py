"""Text -> the language that it is in. The one file that knows py3langid."""

from functools import cache
from typing import Any

MIN_CHARS = 200  # shorter texts are guesses: 1 wrong in 8 at 40 characters of news
MAX_CHARS = 2000  # more changes nothing and costs time
MIN_CONFIDENCE = 0.95


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str:
    """ISO 639-1 code of the text's language; "und" if it is too short or unclear."""
    sample = text[:MAX_CHARS]
    if sum(map(str.isalpha, sample)) < MIN_CHARS:
        return "und"
    language, confidence = _identifier().classify(sample)
    return str(language) if confidence >= MIN_CONFIDENCE else "und"
