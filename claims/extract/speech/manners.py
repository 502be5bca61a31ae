"""In which manner a cue tells: whether something is said, asked, or only thought."""

from functools import cache, lru_cache

from claims.domain.mention import Manner
from claims.extract.lexicon import entries
from claims.extract.speech.verbs import americanised, stem


@lru_cache(maxsize=10_000)
def manner_of(low: str) -> Manner:
    """The manner of a cue by its lower-case word; OTHER for a word that data/speech/manners.txt does not have."""
    return manners().get(stem(low)) or manners().get(stem(americanised(low)), Manner.OTHER)


@cache
def manners() -> dict[str, Manner]:
    """The stem of every verb of data/speech/manners.txt with its manner."""
    named = (line.split(":", 1) for line in entries("speech/manners.txt"))
    return {stem(verb): Manner(name) for name, verbs in named for verb in verbs.split()}
