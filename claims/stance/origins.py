"""Origins: where a piece of evidence comes from, so that repetition does not count as confirmation.

The rules are tried in order, and each says why in one sentence. An origin's key is that of the
first report ("publisher:...", as `claims/domain/status.py` expects it) whenever the trail leads to
the first report's text, address, publisher, publisher's group or agency.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.evidence import Judgement, Origin
from claims.domain.outlet import Groups
from claims.domain.publisher import publisher_key, same_publisher
from claims.domain.reprint import address_key, is_reprint, words_alone
from claims.stance.outlets import cited_outlets, dateline_name, named_keys, outlet_key, wire_tag

_MOST_COMPARED = 200  # filed articles; the oldest, among which the first print is
_PASSAGE_CHARS = 3000
_BEFORE_PASSAGE = 200  # characters before a passage in which its outlet may be named


@dataclass(frozen=True, slots=True)
class _Case:
    """A piece of evidence with all that its origin is traced through."""

    claim: Claim
    article: Article
    judgement: Judgement
    filed: Sequence[tuple[Article, Origin]]
    groups: Groups

    def key_of(self, outlet: str) -> str:
        """What an outlet counts under."""
        return outlet_key(outlet, self.groups)

    def first_keys(self) -> frozenset[str]:
        """What the first report counts under.

        Its publisher, that one's group, the agency whose copy it printed, and the outlets it cites for the claim.
        """
        publisher = self.claim.publisher
        report = next((a for a, _ in self.filed if a.id == self.claim.article_id), None)
        keys = {self.key_of(publisher)} if publisher else set()
        if report is None:
            return frozenset(keys)
        agency = wire_tag(report.text, report.author)
        start = max(0, report.text.find(self.claim.text))
        around = report.text[max(0, start - _BEFORE_PASSAGE) : start + len(self.claim.text) + _BEFORE_PASSAGE]
        cited = {self.key_of(name) for name in cited_outlets(around, self.groups)}
        return frozenset(keys | cited | ({f"wire:{agency}"} if agency else set()))

    def origin(self, key: str, detail: str) -> Origin:
        """An origin under `key`, or under the first report's where that is the same voice."""
        if self.claim.publisher and key in self.first_keys():
            return self.first_report(detail)
        return Origin(key, detail)

    def first_report(self, detail: str) -> Origin:
        """The origin of the first report, to which the trail leads."""
        return Origin(f"publisher:{publisher_key(self.claim.publisher or '')}", detail, through=self.claim.article_id)


def trace_origin(
    claim: Claim,
    article: Article,
    judgement: Judgement,
    filed: Sequence[tuple[Article, Origin]],
    groups: Groups = MappingProxyType({}),
) -> Origin:
    """The origin of what `article` says of `claim`.

    `filed` are the articles that hold evidence or appearances of the claim already, with their
    origins, in order of publication; `groups` is what people decided of outlets.
    """
    others = [(a, origin) for a, origin in filed if a.id != article.id][:_MOST_COMPARED]
    case = _Case(claim, article, judgement, others, groups)
    traced = (origin for rule in _RULES if (origin := rule(case)) is not None)
    return next(traced, None) or case.origin(f"article:{article.id}", "Its publisher is not known.")


def outlets_behind(article: Article, judgement: Judgement) -> frozenset[str]:
    """The keys (claims/domain/publisher.py) of all that the article may give as the outlet it has this from.

    An article on file for the claim that is by one of them has to be among those that an origin is traced through.
    """
    return named_keys(_around_passage(article, judgement)) | (
        {publisher_key(judgement.relays)} if judgement.relays else set()
    )


def _by_same_text(case: _Case) -> Origin | None:
    passage = words_alone(case.judgement.passage.text)
    for other, origin in case.filed:
        if other.id != case.claim.article_id and case.article.published.is_before(other.published):
            continue  # it came in late: the other prints this one again
        if is_reprint(case.article.text, other.text):
            # A denial may quote the whole report: only a passage that stands there too is a copy.
            detail = f"It is nearly the same text as {_named(other)}."
            return Origin(origin.key, detail, copy=passage in words_alone(other.text), through=other.id)
    return None


def _by_address(case: _Case) -> Origin | None:
    mine = {address_key(url) for url in (case.article.canonical_url, case.article.url) if url}
    for other, origin in case.filed:
        if mine & {address_key(url) for url in (other.canonical_url, other.url) if url}:
            return Origin(origin.key, f"It gives the same address as {_named(other)}.", through=other.id)
    if case.claim.publisher and case.claim.url and address_key(case.claim.url) in mine:
        return case.first_report("It gives the address of the first report.")
    return None


def _by_wire_tag(case: _Case) -> Origin | None:
    agency = wire_tag(case.article.text, case.article.author)
    if agency is not None:
        return case.origin(f"wire:{agency}", f"It is marked as copy of the agency {agency!r}.")
    name = dateline_name(case.article.text)
    if name is None or same_publisher(name, case.article.publisher):
        return None
    if same_publisher(name, case.claim.publisher):
        return case.first_report(f"Its dateline names {name}, the first report's outlet.")
    return case.origin(case.key_of(name), f"Its dateline names {name}.")


def _by_citation(case: _Case) -> Origin | None:
    named = (case.claim.publisher, *(a.publisher for a, _ in case.filed), *case.groups)
    known = [name for name in named if name]
    relays = [case.judgement.relays] if case.judgement.relays else []
    for outlet in (*relays, *cited_outlets(_around_passage(case.article, case.judgement), known)):
        if same_publisher(outlet, case.article.publisher):
            continue
        detail = f"It relays what {outlet} reported."
        cited = next(((a, o) for a, o in case.filed if same_publisher(a.publisher, outlet)), None)
        if cited is None:
            return case.origin(case.key_of(outlet), detail)
        return Origin(cited[1].key, detail, through=cited[0].id)
    return None


def _by_publisher(case: _Case) -> Origin | None:
    publisher = case.article.publisher
    if not publisher or not publisher.strip():
        return None
    key = case.key_of(publisher)
    kind, _, name = key.partition(":")
    if publisher_key(publisher) in case.groups and name != publisher_key(publisher):
        return case.origin(key, f"{publisher} counts with {name}, as people decided.")
    by_kind = {"family": f"{publisher} belongs to {name}.", "wire": f"{publisher} is the agency itself."}
    return case.origin(key, by_kind.get(kind, f"{publisher} reports it with no trace of another outlet."))


_RULES: tuple[Callable[[_Case], Origin | None], ...] = (
    _by_same_text,
    _by_address,
    _by_wire_tag,
    _by_citation,
    _by_publisher,
)


def _around_passage(article: Article, judgement: Judgement) -> str:
    """The passage with its title and what stands just before it, where an outlet would be named."""
    passage = judgement.passage
    before = article.text[max(0, passage.start - _BEFORE_PASSAGE) : passage.start]
    return f"{article.title[:_BEFORE_PASSAGE]}\n{before}{passage.text[:_PASSAGE_CHARS]}"


def _named(article: Article) -> str:
    return f"{article.publisher or 'an article'}{'’s article' if article.publisher else ''} of {article.published.day}"
