"""What articles say of claims, and where these appear."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from claims.domain.claim import Appearance, Claim
from claims.domain.evidence import Evidence, Stance
from claims.domain.review import Doubt


class EvidenceMethods(Protocol):
    """Appearances and evidence.

    Asked of one claim, it may be one that was merged, which keeps what did not go along.
    """

    def add_appearance(self, appearance: Appearance) -> bool:
        """False when the claim's appearance in this article is already on file."""
        ...

    def appearances(self, claim_id: str) -> list[Appearance]:
        """By publication, the first appearance first."""
        ...

    def first_appearance(self, claim_id: str) -> Appearance | None:
        """The one that is marked as first."""
        ...

    def set_first_appearance(self, claim_id: str, article_id: str) -> None:
        """Mark the appearance in this article as first, and no other."""
        ...

    def appearances_in(self, article_id: str) -> list[Appearance]: ...

    def put_evidence(self, evidence: Evidence) -> None:
        """Add a piece of evidence, or replace the one with its id."""
        ...

    def evidence(self, claim_id: str) -> list[Evidence]:
        """By publication, oldest first."""
        ...

    def evidence_in(self, article_id: str) -> list[Evidence]:
        """All evidence found in one article, best score first."""
        ...

    def count_evidence(self, claim_id: str) -> int: ...

    def evidence_by_id(self, claim_id: str, ids: Collection[str]) -> list[Evidence]:
        """Those pieces of a claim's evidence, oldest first."""
        ...

    def has_withdrawn_evidence(self, claim_id: str) -> bool:
        """Whether an article that speaks of a claim is withdrawn, or was."""
        ...

    def recount(self, claim_id: str) -> None:
        """Count a claim's appearances and evidence again, which are counted as they come in."""
        ...

    def telling_evidence(self, claim: Claim, now: datetime) -> list[Evidence]:
        """As much of a claim's evidence as its status at `now` can depend on, oldest first.

        Of all pieces that are alike but for their article and day (the same stance, strength and origin) these are
        the first and the newest. Every piece that a person has reviewed is among them; copies are not. Of very many
        origins the first MOST_NAMED (claims/domain/verdict.py) on each side are told; `further_origins` counts the
        rest. Of a promise so are the first that tell of it as kept.
        """
        ...

    def further_origins(
        self, claim: Claim, now: datetime, told: Mapping[Stance, Collection[str]]
    ) -> Mapping[Stance, int]:
        """How many origins take each side of a claim on the record at `now`, beside those `told`, by their keys."""
        ...

    def evidence_under(self, claim_id: str, origin_key: str) -> list[Evidence]:
        """Of a claim's evidence that which counts under this origin, oldest first."""
        ...

    def has_own_under(self, claim_id: str, origin_key: str, publisher: str) -> bool:
        """Whether a piece that counts under this origin is by this publisher; of articles that are not withdrawn."""
        ...

    def newest_evidence(self, claim_id: str, until: date, limit: int) -> tuple[list[Evidence], int]:
        """Of a claim's evidence published by a day what was published last, oldest first, and how much there is."""
        ...

    def doubts(self, limit: int) -> list[Doubt]:
        """Evidence in doubt that nobody has reviewed, of claims that nobody has decided; what was found last first.

        That of withdrawn articles is left out, and copies: what they say is asked of the first print.
        """
        ...

    def evidence_from(self, claim_id: str, article_ids: Collection[str]) -> list[Evidence]:
        """What these articles say of a claim."""
        ...

    def evidence_behind(self, claim_id: str, printings: Collection[str], publishers: Collection[str]) -> list[Evidence]:
        """Of a claim's evidence the oldest of each printing, and of each publisher (by its key), oldest first.

        What was withdrawn is passed over: the next of its printing stands in for it.
        """
        ...
