"""Why the model sides as it does, in words: which traits of the two texts weighed most."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.stance.model.texts import Numbers, tones

_MOST = 3
_TELLING = 0.01  # of chance, below which a trait is not worth telling


@dataclass(frozen=True, slots=True)
class Trait:
    """Words of one class of tone in the claim or in the article, and the columns of tone that count them."""

    words: str
    columns: tuple[int, ...]


def traits_of(tone: Numbers) -> list[Trait]:
    """The traits that a pair has."""
    classes = tones()
    found = []
    for column, name in enumerate(classes):
        what = f"{name}s" if name.endswith("mark") else f"words of {name}"
        places = range(column, len(tone), len(classes))
        if tone[column]:
            found.append(Trait(f"{what} in the claim", (column,)))
        if any(tone[i] for i in places[1:]):
            found.append(Trait(f"{what} in the article", tuple(places[1:])))
    return found


def in_words(traits: Sequence[Trait], told: Numbers) -> str:
    """A sentence naming the traits that tell most; `told` is how much chance goes with each."""
    ranked = sorted(zip(told.tolist(), traits, strict=True), key=lambda pair: -pair[0])
    named = [trait.words for weight, trait in ranked[:_MOST] if weight >= _TELLING]
    if not named:
        return "The model goes by how the article speaks as a whole."
    return f"The model goes by {', '.join(named[:-1])}{' and ' * (len(named) > 1)}{named[-1]}."
