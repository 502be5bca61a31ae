"""The half of the model that reads two standpoints: what a claim's words make of a matter, and what an article's do.

Each text asserts the matter, passes it on (as somebody's word, a guess or a question), or denies it; the stance is how
the two meet. "No, the bridge did not fall" refutes what asserts the fall and is supported by what denies it. So what is
learnt of denials in claims serves for denials in articles too, and few topics teach much.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from claims.stance.model.texts import Numbers, Text, stem_of, text_of, tone_of, tones

ASSERTS, PASSES_ON, DENIES = range(3)
DENYING = ("fake", "denial", "negation")  # classes of tone
HEDGING = ("hedging", "question mark")

_WORDS = ("assert", "pass on", "deny")
_NEAREST = 3  # sentences whose turns of phrase count, and as many of the first
_FIRST = 2
_MASK = "X"


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Weights of a text's numbers and of its turns of phrase, for each of the three standpoints."""

    weights: Numbers
    offsets: Numbers
    turns: Mapping[str, int]
    turn_weights: Numbers

    def chances(self, rows: Numbers, turns: frozenset[str]) -> Numbers:
        """The chances of the standpoints, for rows of numbers that share their turns."""
        known = sorted(self.turns[turn] for turn in turns if turn in self.turns)
        told = self.turn_weights[known].sum(axis=0) / max(1, len(known)) ** 0.5
        return shares(rows @ self.weights + told + self.offsets)


@dataclass(frozen=True, slots=True, eq=False)
class Standpoints:
    """A reader of claims and one of articles; `meeting` holds the shares of the stances where two standpoints meet.

    Its axes: the claim's standpoint, the article's, and the stance.
    """

    claim: Reader
    article: Reader
    meeting: Numbers

    def met(self, of_claim: Numbers, of_article: Numbers) -> Numbers:
        """The chances of the stances (rows x stances) where standpoints of a claim and of an article meet."""
        return np.asarray(np.einsum("ni,nj,ijl->nl", of_claim, of_article, self.meeting))


def claim_numbers(tone: Numbers) -> Numbers:
    """Which classes of tone a claim has."""
    return np.minimum(tone[:, : len(tones())], 1.0)


def article_numbers(overlap: Numbers, tone: Numbers) -> Numbers:
    """What an article tells of a claim, and its tone in each place, many words of a class damped."""
    return np.hstack([overlap, np.log1p(tone[:, len(tones()) :])])


def turns_of_claim(claim: Text) -> frozenset[str]:
    """The words of a claim, alone and two by two."""
    tokens = claim.tokens[0]
    return frozenset([*tokens, *map(" ".join, pairwise(tokens))])


def turns_of_article(claim: Text, article: Text, nearest: Sequence[int]) -> frozenset[str]:
    """The turns of an article that have a word of tone; `nearest` are its sentences, the nearest to the claim first.

    A turn is one word or two in the sentences nearest to the claim ("3:") or in the first ones ("0:"). Words of the
    claim are masked, and numbers: "not X" tells the same of all claims.
    """
    own = claim.all_stems
    near = {f"3:{turn}" for i in nearest[:_NEAREST] for turn in _turns(article.tokens[i], own)}
    return frozenset(near | {f"0:{turn}" for tokens in article.tokens[:_FIRST] for turn in _turns(tokens, own)})


def _turns(tokens: Sequence[str], own: frozenset[str]) -> Iterator[str]:
    before, telling = "", False
    for token in tokens:
        masked = _MASK if stem_of(token) in own else "0" if token[0].isdigit() else token
        if masked == _MASK == before:
            continue
        tells = masked in tone_of()
        if tells:
            yield masked
        if before and (tells or telling):
            yield f"{before} {masked}"
        before, telling = masked, tells


def is_plain(claim: str) -> bool:
    """Whether a claim plainly states: it denies nothing, hedges nothing and asks nothing."""
    present = dict(zip(tones(), text_of((claim,)).tones.sum(axis=0) > 0, strict=True))
    return not any(present[name] for name in (*DENYING, *HEDGING))


def standpoints_in_words(claim: Numbers, article: Numbers) -> str:
    """A sentence on the standpoints of both; each is given as the chances of the three."""
    return (
        f"The article's words {_WORDS[int(article.argmax())]} the matter, the claim's {_WORDS[int(claim.argmax())]} it."
    )


def shares(scores: Numbers) -> Numbers:
    """Scores as shares of one, row by row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
