"""Who the words for a speaker mean: a name, somebody named before, or nobody."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claims.domain.mention import Attribution, Entity, EntityKind, Manner
from claims.domain.text import Span
from claims.extract.lexicon import group, word_set
from claims.extract.speech.manners import manner_of
from claims.extract.speech.scene import Scene
from claims.extract.speech.tellers import Told
from claims.extract.subjects import Cast
from claims.extract.words import bare


def named(scene: Scene, entities: Sequence[Entity], cast: Cast, told: Iterable[Told]) -> list[Attribution]:
    """The attributions with their speakers' names, in the order given, which is that of their verbs."""
    speakers = _Speakers(scene, entities, [e.span.start for e in entities], cast)
    return _still_nameless([speakers.attribution(one) for one in told])


def _still_nameless(found: list[Attribution]) -> list[Attribution]:
    """Let "they" after "experts said" be the experts rather than the last party named."""
    last: Attribution | None = None
    kept = []
    for one in found:
        pronoun = one.claimant is not None and one.claimant.text.lower() in ("they", "he", "she")
        if pronoun and last is not None and last.anonymous:
            one = replace(one, speaker=None, anonymous=True)  # noqa: PLW2901
        elif one.claimant is not None:
            last = one
        kept.append(one)
    return kept


_GOVERNORS = frozenset({"by", "to"})


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Turns word ranges into spans and speakers into names."""

    scene: Scene
    entities: Sequence[Entity]
    starts: list[int]
    cast: Cast

    def attribution(self, told: Told) -> Attribution:
        span = self.scene.span
        claimant = span(*told.claimant) if told.claimant else None
        speaker = self._name(told.claimant, claimant) if told.claimant and claimant else None
        via = span(*told.via) if told.via else None
        return Attribution(
            content=span(*told.content),
            claimant=claimant,
            cue=span(*told.cue),
            speaker=speaker,
            anonymous=speaker is None and claimant is not None and self._nameless(told.claimant),
            via=self._name(told.via, via) if told.via and via else None,
            manner=self._manner(told),
        )

    def _manner(self, told: Told) -> Manner:
        """That of the first word of the cue, or else of the last: "cited him as saying"."""
        first, last = (manner_of(self.scene.low(at)) for at in (told.cue[0], told.cue[1] - 1))
        if not told.plain:
            return Manner.OTHER
        return last if first is Manner.OTHER else first

    def _nameless(self, words: tuple[int, int] | None) -> bool:
        return words is not None and any(w.low in word_set("anonymous.txt") for w in self.scene.words[slice(*words)])

    def _name(self, words: tuple[int, int], span: Span) -> str | None:
        at = bisect_left(self.starts, span.start)
        until = bisect_left(self.starts, span.end)
        persons, others = [], []
        for entity in self.entities[at:until]:
            if self._governed(entity, span) or self._only_tells_which(entity, span):
                continue
            if entity.kind is EntityKind.PERSON or entity.name in self.cast.full_names:
                persons.append(entity)
            else:
                others.append((entity.kind is EntityKind.PLACE, entity))
        if persons:  # "Halden's chair Ida Kroll": the one who speaks stands last
            one = persons[-1]
            return None if self._is_somebody_of(one, words, of_person=True) else self.cast.full_name(one.name)
        if others:
            one = min(others, key=lambda other: other[0])[1]
            return None if self._is_somebody_of(one, words, of_person=False) else one.name
        return None if self._nameless(words) else self._stands_for(words, span)

    def _stands_for(self, words: tuple[int, int], span: Span) -> str | None:
        """Whom a pronoun or a noun such as "the company" stands for; "her lawyer" is somebody else."""
        phrase = self.scene.words[slice(*words)]
        for word in phrase:
            if len(phrase) > 1 and word.low in group("persons"):
                return None
            if bare(word.low) != word.low and not self._speaks_for_a_firm(span):
                return None
            name = self.cast.resolve(bare(word.low), word.start)
            if name is not None:
                return name
        return None

    def _governed(self, entity: Entity, span: Span) -> bool:
        """Whether a name only tells which people speak: "sources close to Halden", "experts asked by the Herald"."""
        before = self.scene.text[span.start : entity.span.start].removesuffix("the ").split()
        return bool(before) and before[-1] in _GOVERNORS

    def _is_somebody_of(self, entity: Entity, words: tuple[int, int], *, of_person: bool) -> bool:
        """Whether the one who speaks has no name, only the one whose people they are: "Kroll's deputy".

        Of a person everybody is somebody else; for an organisation those with an office speak.
        """
        phrase = self.scene.words[slice(*words)]
        if self.scene.text.startswith(("'", "’"), entity.span.end):
            head = phrase[-1]
        else:
            joint = next((n for n, w in enumerate(phrase) if w.low == "of" and w.end < entity.span.start), 0)
            if joint == 0 or self.scene.text[phrase[joint].end : entity.span.start].strip() not in ("", "the"):
                return False
            head = phrase[joint - 1]
        return of_person or head.low in group("people of somebody")

    def _only_tells_which(self, entity: Entity, span: Span) -> bool:
        """Whether the phrase is about somebody else: "the Munich-based group", "Halden's parent", not its chairman."""
        at = entity.span.end
        if self.scene.text.startswith("-", at):
            return True
        if not self._possesses(entity) or entity.kind is EntityKind.PERSON:
            return False
        return not self._speaks_for_a_firm(span)

    def _speaks_for_a_firm(self, span: Span) -> bool:
        words = span.text.lower().split()
        return not (group("offices").isdisjoint(words) and group("speaking for a firm").isdisjoint(words))

    def _possesses(self, entity: Entity) -> bool:
        return self.scene.text.startswith(("'", "’"), entity.span.end)
