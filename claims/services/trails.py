"""Where evidence comes from: the trail of each report, followed through what is on file for the claim."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.doubt import doubt_about
from claims.domain.evidence import Evidence, Judgement, Origin, evidence_id
from claims.domain.outlet import Groups
from claims.domain.publisher import publisher_key
from claims.domain.withdrawal import is_withdrawn
from claims.services.desk import Desk
from claims.services.printing import printings_at_address
from claims.stance import STANCE_EXTRACTOR, outlet_key, outlets_behind, trace_origin


def outlet_groups(desk: Desk) -> Groups:
    """With whom outlets count, as people decided."""
    return {key: ruling.counts_with for key, ruling in desk.store.rulings().items()}


class Firsts:
    """Of evidence for one claim, taken in by publication, the first of each printing and of each outlet.

    What Store.evidence_behind finds on file, this finds among pieces that are not on file, or not as they are there.
    """

    def __init__(self, pieces: Iterable[Evidence] = ()) -> None:
        self._of_printing: dict[str, Evidence] = {}
        self._by_outlet: dict[str, Evidence] = {}
        for piece in pieces:
            self.add(piece)

    def add(self, piece: Evidence) -> None:
        """Take in the next piece; one whose article was withdrawn is passed over, since no trail leads through it."""
        if is_withdrawn(piece.withdrawals):
            return
        self._of_printing.setdefault(piece.printing or piece.article_id, piece)
        if piece.publisher:
            self._by_outlet.setdefault(publisher_key(piece.publisher), piece)

    def behind(self, printings: Collection[str], outlets: Collection[str]) -> list[Evidence]:
        """The first piece of each of these printings and of each of these outlets (by its key)."""
        found = [self._of_printing.get(printing) for printing in printings]
        found += [self._by_outlet.get(outlet) for outlet in outlets]
        return [piece for piece in found if piece is not None]


class Known:
    """What is known while several origins are traced.

    Articles, and the printings that addresses lead to, are read from the store once; `before` holds pieces through
    which trails lead, and which are not on file or not as they are there.
    """

    def __init__(
        self, desk: Desk, articles: Mapping[str, Article] = MappingProxyType({}), before: Iterable[Evidence] = ()
    ) -> None:
        self.before = Firsts(before)
        self._desk = desk
        self._articles = dict(articles)
        self._printings: dict[str, frozenset[str]] = {}

    @cached_property
    def groups(self) -> Groups:
        """With whom outlets count, as people decided."""
        return outlet_groups(self._desk)

    def articles(self, ids: Collection[str]) -> list[Article]:
        """Those of `ids` that are on file."""
        self._articles |= self._desk.store.articles([id_ for id_ in ids if id_ not in self._articles])
        return [self._articles[id_] for id_ in ids if id_ in self._articles]

    def printings(self, article: Article) -> frozenset[str]:
        """The printing of an article, and those that its addresses lead to."""
        if article.id not in self._printings:
            self._printings[article.id] = frozenset({article.printing, *printings_at_address(self._desk, article)})
        return self._printings[article.id]


def as_evidence(
    desk: Desk,
    claim: Claim,
    article: Article,
    judgement: Judgement,
    now: datetime,
    known: Known,
    *,
    anew: bool = False,
) -> Evidence:
    """A judgement with its origin, traced through what is on file for the claim and through what is known beside.

    `anew` leaves out the evidence on file.
    """
    filed = _articles_behind(desk, claim, article, judgement, known, anew=anew)
    return Evidence(
        id=evidence_id(claim.id, article.id),
        article_id=article.id,
        publisher=article.publisher,
        published=article.published,
        judgement=judgement,
        origin=trace_origin(claim, article, judgement, filed, known.groups),
        found_at=now,
        extractor=STANCE_EXTRACTOR,
        printing=article.reprint_of,
        doubt=doubt_about(judgement, desk.settings.policy),
        withdrawals=article.withdrawals,
    )


def _articles_behind(
    desk: Desk, claim: Claim, article: Article, judgement: Judgement, known: Known, *, anew: bool
) -> list[tuple[Article, Origin]]:
    """The articles that what an article says of a claim may come from, with their origins, the oldest first.

    They print the same text, stand at the same address, or are by an outlet that it names. However many articles
    speak of the claim, these are few.
    """
    printings = known.printings(article)
    outlets = outlets_behind(article, judgement)
    pieces = [] if anew else desk.store.evidence_behind(claim.id, printings, outlets)
    pieces += known.before.behind(printings, outlets)
    origins = {piece.article_id: piece.origin for piece in pieces}
    if claim.article_id is not None:
        key = f"publisher:{publisher_key(claim.publisher)}" if claim.publisher else f"article:{claim.article_id}"
        origins[claim.article_id] = Origin(key, "It is the first report.")
    articles = known.articles(origins.keys())
    return sorted(((a, origins[a.id]) for a in articles), key=lambda pair: (pair[0].published.day, pair[0].id))


def is_printed_later(desk: Desk, piece: Evidence) -> bool:
    """Whether a reprint that is not on file yet was published before all on file that print the same."""
    printed = desk.store.evidence_behind(piece.claim_id, [piece.printing], ()) if piece.printing else ()
    return any(piece.published.is_before(other.published) for other in printed)


def is_cited_already(desk: Desk, piece: Evidence) -> bool:
    """Whether pieces on file lead to the outlet of one that is not on file yet, the first that it tells itself."""
    own = outlet_key(piece.publisher, outlet_groups(desk)) if piece.publisher else None
    if own is None or piece.origin.key != own or desk.store.has_own_under(piece.claim_id, own, piece.publisher or ""):
        return False
    return bool(desk.store.evidence_under(piece.claim_id, own))


def led_back(desk: Desk, piece: Evidence, groups: Groups) -> list[Evidence]:
    """Evidence on file that cites the outlet of a new piece, which itself leads back to another: so does that, then.

    Where the outlet reported in its own voice as well, those who cite it stay with it.
    """
    if not piece.publisher or piece.origin.key == (own := outlet_key(piece.publisher, groups)):
        return []
    if desk.store.has_own_under(piece.claim_id, own, piece.publisher):
        return []
    return [
        replace(
            other, origin=replace(other.origin, key=piece.origin.key, through=other.origin.through or piece.article_id)
        )
        for other in desk.store.evidence_under(piece.claim_id, own)
        if not other.published.is_before(piece.published)
    ]


def trace_again(desk: Desk, claim: Claim, evidence: Sequence[Evidence], now: datetime) -> list[Evidence]:
    """Of all evidence of a claim, in order of publication, what leads to another origin than it did.

    Each piece is traced through those before it, and on through those of its day; through one whose article was
    withdrawn no trail leads.
    """
    articles = desk.store.articles({piece.article_id for piece in evidence})
    known = Known(desk, articles)
    traced: list[Evidence] = []
    for piece in evidence:
        anew = as_evidence(desk, claim, articles[piece.article_id], piece.judgement, now, known, anew=True)
        traced.append(replace(piece, origin=anew.origin))
        known.before.add(traced[-1])
    followed = _followed(claim, traced, known.groups)
    return [again for piece, again in zip(evidence, followed, strict=True) if again != piece]


def _followed(claim: Claim, traced: Sequence[Evidence], groups: Groups) -> list[Evidence]:
    """The pieces with their trails led on: from an outlet that itself only cites another to that; of a ring one stands.

    Those that cite an outlet which tells it in its own voice lead through what it tells.
    """
    first_key = f"publisher:{publisher_key(claim.publisher)}" if claim.publisher else ""
    voices: dict[str, Evidence] = {}
    citing: dict[str, Evidence] = {}
    for piece in traced:
        if piece.publisher and not is_withdrawn(piece.withdrawals):
            own = outlet_key(piece.publisher, groups)
            (voices if piece.origin.key == own else citing).setdefault(own, piece)
    leads = {key: piece for key, piece in citing.items() if key not in voices and key != first_key}
    return [_through(_led_on(piece, leads), voices, groups) for piece in traced]


def _led_on(piece: Evidence, leads: Mapping[str, Evidence]) -> Evidence:
    trail = [piece.origin.key]
    while (leader := leads.get(trail[-1])) is not None and not piece.published.is_before(leader.published):
        key = leader.origin.key
        if key in trail:
            return replace(piece, origin=replace(piece.origin, key=min(trail[trail.index(key) :])))
        trail.append(key)
    return _with_lead(piece, trail[-1], leads.get(trail[0])) if len(trail) > 1 else piece


def _through(piece: Evidence, voices: Mapping[str, Evidence], groups: Groups) -> Evidence:
    key = piece.origin.key
    is_own = piece.publisher is not None and outlet_key(piece.publisher, groups) == key
    return piece if is_own else _with_lead(piece, key, voices.get(key))


def _with_lead(piece: Evidence, key: str, leader: Evidence | None) -> Evidence:
    """The piece under an origin, by way of another article where no way was known."""
    through = leader.article_id if leader is not None and leader.article_id != piece.article_id else None
    return replace(piece, origin=replace(piece.origin, key=key, through=piece.origin.through or through))
