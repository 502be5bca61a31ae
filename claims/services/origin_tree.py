"""The tree of origins: which articles lead back to which, so that a reader sees what counts once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.evidence import Stance, Strength
from claims.domain.publisher import publisher_key
from claims.services.desk import Desk
from claims.services.ledger import get_claim
from claims.services.record import EvidenceView, claim_evidence

_DEEPEST = 20  # steps shown one below the other; what goes further stands beside the last


@dataclass(frozen=True, slots=True)
class OriginNode:
    """An article with those that lead back to it; without evidence where it is the first report."""

    article: Article
    evidence_id: str | None
    stance: Stance | None
    strength: Strength | None
    counts: bool
    detail: str
    led_here: tuple["OriginNode", ...]


@dataclass(frozen=True, slots=True)
class OriginTree:
    """An origin and all articles that lead back to it; `articles` counts them."""

    key: str
    name: str
    is_first_report: bool
    articles: int
    led_here: tuple[OriginNode, ...]


@dataclass(frozen=True, slots=True)
class OriginTrees:
    """Where all that is on file about a claim comes from, the largest origin first."""

    claim_id: str
    origins: tuple[OriginTree, ...]


def origin_trees(desk: Desk, claim_id: str) -> OriginTrees:
    """The origins of a claim's evidence, its first report among them. Raises NotFound."""
    return trees_of(desk, get_claim(desk, claim_id).claim, claim_evidence(desk, claim_id))


def trees_of(desk: Desk, claim: Claim, evidence: Sequence[EvidenceView]) -> OriginTrees:
    """The origins of some of a claim's evidence, its first report among them."""
    views = {view.article.id: view for view in evidence}
    articles = {id_: view.article for id_, view in views.items()}
    first_key = f"publisher:{publisher_key(claim.publisher)}" if claim.publisher else f"article:{claim.article_id}"
    keys = {id_: view.evidence.origin.key for id_, view in views.items()}
    if claim.article_id is not None and claim.article_id not in articles:
        articles |= desk.store.articles([claim.article_id])
        keys[claim.article_id] = first_key
    below: dict[str | None, list[str]] = defaultdict(list)
    for article_id in sorted(articles, key=lambda id_: (articles[id_].published.day, id_)):
        below[_parent(article_id, claim.article_id, views, articles)].append(article_id)
    of_key: dict[str, list[str]] = defaultdict(list)
    for article_id in below[None]:
        of_key[keys[article_id]].append(article_id)
    trees = []
    for key, roots in of_key.items():
        nodes = tuple(_node(id_, views, articles, below) for id_ in roots)
        trees.append(OriginTree(key, _name(key, articles[roots[0]]), key == first_key, _size(nodes), nodes))
    return OriginTrees(claim.id, tuple(sorted(trees, key=lambda tree: (not tree.is_first_report, -tree.articles))))


def _parent(
    article_id: str, first_id: str | None, views: dict[str, EvidenceView], articles: dict[str, Article]
) -> str | None:
    """The article by which the trail leads on, or None where it ends here; a trail that comes back ends too."""
    trail: list[str] = []
    at: str | None = article_id
    while at is not None and at != first_id and at in views:
        at = views[at].evidence.origin.through
        if at in (article_id, *trail):
            return None
        if at in articles:
            trail.append(at)
    return trail[max(0, len(trail) - _DEEPEST)] if trail else None


def _node(
    article_id: str,
    views: dict[str, EvidenceView],
    articles: dict[str, Article],
    below: dict[str | None, list[str]],
) -> OriginNode:
    """The node of an article with all below it."""
    led_here = tuple(_node(id_, views, articles, below) for id_ in below[article_id])
    view = views.get(article_id)
    if view is None:
        return OriginNode(articles[article_id], None, None, None, False, "It is the first report.", led_here)
    told = view.evidence.judgement
    return OriginNode(
        article=view.article,
        evidence_id=view.evidence.id,
        stance=told.stance,
        strength=told.strength,
        counts=view.counts,
        detail=view.evidence.origin.detail,
        led_here=led_here,
    )


def _name(key: str, root: Article) -> str:
    """What an origin is called: its outlet as printed where that is on file, else by its key."""
    kind, _, name = key.partition(":")
    is_own = kind == "publisher" and root.publisher is not None and publisher_key(root.publisher) == name
    return root.publisher or name if is_own or kind == "article" else name


def _size(nodes: tuple[OriginNode, ...]) -> int:
    return sum(1 + _size(node.led_here) for node in nodes)
