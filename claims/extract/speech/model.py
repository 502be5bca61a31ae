"""The trained model of speech: its words, and a table of weights for each question it answers.

`training/attribution.py` makes data/speech/attribution.npz; docs/models/attribution.md says from what, and how
good it is.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claims.extract.speech.traits import traits_of

FILE = Path(__file__).parents[1] / "data/speech/attribution.npz"
Weights = npt.NDArray[np.float32]
_KEPT = 50_000  # words whose traits are remembered


@dataclass(frozen=True, slots=True)
class Model:
    """`words` it knows; `cues`, the stems that speech may hang on; and the weights of the slots of features.py."""

    words: frozenset[str]
    cues: frozenset[str]
    cue: Weights
    start: Weights
    end: Weights


@cache
def model() -> Model:
    """The model, read from its file at the first text."""
    with np.load(FILE, allow_pickle=False) as file:
        return Model(
            words=frozenset(file["words"].tolist()),
            cues=frozenset(file["cues"].tolist()),
            cue=file["cue"].astype(np.float32),
            start=file["start"].astype(np.float32),
            end=file["end"].astype(np.float32),
        )


@lru_cache(maxsize=_KEPT)
def traits(text: str) -> bytes:
    """The traits of a word or mark to this model, packed."""
    return traits_of(text, model().words, model().cues).packed()
