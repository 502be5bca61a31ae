"""Texts of others: kept, searched by what they say, forgotten. None of it touches the ledger."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.domain.article import content_hash
from claims.domain.errors import InvalidInput, NotFound
from claims.domain.similar import KeptText, SimilarText
from claims.intake import read_object, read_text
from claims.services.desk import Desk
from claims.services.ingest import limits_of

MOST_CONTEXTS = 50  # of one text, the newest
_LONGEST_CONTEXT = 10_000  # characters of JSON
_NOMINATED = 300  # texts that are looked at for a search
_NOT_COMPARED = frozenset({"project_media_id", "has_custom_id", "field"})  # as Alegre has it

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuery:
    """What is searched for: texts that are at least `threshold` likely to speak of the same as `text`.

    `context` narrows: all of its keys have to agree, and where it lists values, one of them.
    """

    text: str
    context: Context = field(default_factory=dict)
    language: str | None = None
    threshold: float = 0.9
    limit: int = 200


def keep_text(
    desk: Desk, text: str, context: Context, doc_id: str | None = None, language: str | None = None
) -> KeptText:
    """Keep a text, in place of the one with its id; without an id, under a hash of its words and context.

    Raises InvalidInput for a text without words, TooLarge over the limit.
    """
    page = read_text(text, limits_of(desk))
    told = json.dumps(context, ensure_ascii=False, sort_keys=True)
    if len(told) > _LONGEST_CONTEXT:
        raise InvalidInput.of("context", f"The context may have {_LONGEST_CONTEXT:,} characters of JSON, at most.")
    text_id = doc_id or "t" + content_hash(page.text, told)
    with desk.store.transaction():
        known = desk.store.texts([text_id]).get(text_id)
        before = [each for each in known.contexts if each != told] if known is not None else []
        kept = KeptText(
            id=text_id,
            text=page.text,
            contexts=(*before, told)[-MOST_CONTEXTS:],
            created_at=known.created_at if known is not None else desk.clock(),
            language=language,
        )
        desk.store.put_text(kept)
    return kept


def take_text(desk: Desk, kept: KeptText) -> bool:
    """Keep a text of another ledger as it was kept there; False where its id is known, whose text stays as it is.

    Raises InvalidInput where a context is no JSON object.
    """
    for context in kept.contexts:
        read_object(context)
    with desk.store.transaction():
        if desk.store.texts([kept.id]):
            return False
        desk.store.put_text(kept)
    return True


def forget_text(desk: Desk, doc_id: str) -> None:
    """Forget a text. Raises NotFound."""
    if not desk.store.delete_text(doc_id):
        raise NotFound(f"No text {doc_id[:60]!r} is kept here.")


def find_similar(desk: Desk, wanted: TextQuery) -> list[SimilarText]:
    """The texts that most likely speak of the same, the likeliest first; of 300 that share the most telling words."""
    text = read_text(wanted.text, limits_of(desk)).text
    desk.index.catch_up()
    candidates = desk.index.nominate_texts(text, _NOMINATED)
    kept = desk.store.texts([candidate.id for candidate in candidates])
    fitting = {id_: each for id_, each in kept.items() if _fits(each, wanted)}
    found = desk.ranker.rank(text, [c for c in candidates if c.id in fitting], len(fitting))
    scored = [SimilarText(fitting[m.claim_id], _score(text, fitting[m.claim_id], m.score)) for m in found]
    good = [each for each in scored if each.score >= wanted.threshold]
    return sorted(good, key=lambda each: (-each.score, each.kept.id))[: wanted.limit]


def _score(text: str, kept: KeptText, score: float) -> float:
    """The same words are the same, whatever the ranking makes of so few."""
    return 1.0 if text.casefold().split() == kept.text.casefold().split() else score


def _fits(kept: KeptText, wanted: TextQuery) -> bool:
    if wanted.language is not None and kept.language not in (None, wanted.language):
        return False
    asked = {key: value for key, value in wanted.context.items() if key not in _NOT_COMPARED}
    return not asked or any(_agrees(json.loads(context), asked) for context in kept.contexts)


def _agrees(context: Context, asked: Context) -> bool:
    return all(set(_values(value)) & set(_values(context.get(key))) for key, value in asked.items())


def _values(value: Any) -> list[str]:
    """A value or each of a list, so that what is the same in JSON is the same here."""
    return [json.dumps(each, sort_keys=True) for each in (value if isinstance(value, list) else [value])]
