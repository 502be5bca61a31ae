"""What is decided on: a claim and an article, what the rules make of them, and what all weighed together comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.compare.claim_side import claim_side
from claims.compare.moods import Mood
from claims.domain.article import Article
from claims.domain.claim import Claim, Kind
from claims.domain.condition import Finding
from claims.domain.evidence import Judgement, Stance
from claims.domain.reading import Reading
from claims.stance.headlines import is_clipped, is_set_as_headline
from claims.stance.passages import Weighed, weigh_passage
from claims.stance.restating import says_it_again
from claims.stance.views import View

_PASSAGE_WORDS = 60  # up to which a text is a passage, and says of a claim what its sentences say
BINDING = frozenset({"who", "direction", "amount", "when", "where"})  # in which nothing that supports may differ
_POINTING_BACK = 0.6  # up to which weight what a sentence speaks of is known from the text before it alone
_LEFT_OPEN = frozenset({"undecided", "hedge"})  # signals of what is told as possible or not settled


@dataclass(frozen=True, slots=True)
class Case:
    """A claim and an article with the judgement of the rules.

    `views` are all sentences that the rules looked at, those about other deeds among them; `weighed` is what they come
    to together, or None where there are none.
    """

    claim: Claim
    article: Article
    reading: Reading
    ruled: Judgement
    views: Sequence[View]
    weighed: Weighed | None

    @property
    def is_passage(self) -> bool:
        """Whether the article is no longer than a passage."""
        return is_passage(self.reading)

    @property
    def is_of_another_day(self) -> bool:
        """Whether the article is not of the claim's own day."""
        return is_of_another_day(self.claim, self.article)

    @property
    def is_readable(self) -> bool:
        """Whether the claim shows its truth conditions: a sentence does, or clipped words with a figure or day."""
        claim = self.claim
        if is_set_as_headline(claim.text):
            return False
        return bool(claim.quantities or claim.dates) or not is_clipped(claim.text)

    @property
    def is_understood(self) -> bool:
        """Whether the claim is no headline, and is a sentence or meets its deed, or another, in what is told."""
        if is_set_as_headline(self.claim.text):
            return False
        others = any(view.comparison.other_claim or view.comparison.when.differs for view in self.views)
        return self.is_readable or self.ruled.stance is not Stance.UNRELATED or others

    @property
    def names_nobody(self) -> bool:
        """Whether the claim's words alone do not say whom it is about."""
        return claim_side(self.claim).implied

    @property
    def may_support(self) -> bool:
        """Whether nothing differs in what binds, nothing is said to be open, and no promise is only made again."""
        if self.is_promise_repeated or any(signal.name in _LEFT_OPEN for signal in self.ruled.signals):
            return False
        return not any(c.finding is Finding.DIFFERS and c.name in BINDING for c in self.ruled.conditions)

    @property
    def is_promise_repeated(self) -> bool:
        """Whether the claim is a promise, and its deed is told as a plan and nowhere as done."""
        if self.claim.kind is not Kind.PROMISE:
            return False
        told = {v.comparison.frame.mood for v in self.views if v.comparison.frame is not None and v.comparison.sign > 0}
        return Mood.PLANNED in told and Mood.DONE not in told

    @property
    def is_said_again(self) -> bool:
        """Whether the sentence that the rules find to support says the claim in its own words."""
        view = self.ruled_view
        return self.ruled.stance is Stance.SUPPORTS and view is not None and says_it_again(self.claim, view)

    @property
    def is_done_late(self) -> bool:
        """Whether the rules find a promise told as done after its day."""
        view = self.ruled_view
        if self.claim.kind is not Kind.PROMISE or self.ruled.stance is not Stance.SUPPORTS or view is None:
            return False
        return view.comparison.late

    @property
    def ruled_view(self) -> View | None:
        """The sentence that the judgement of the rules stands on, where it was viewed."""
        end = self.ruled.passage.end
        return next((view for view in self.views if view.sentence.span.end == end), None)

    def view_of(self, sentence: int) -> View:
        """The view of a sentence that was viewed."""
        return next(view for view in self.views if view.number == sentence)

    def points_elsewhere(self, view: View) -> bool:
        """Whether a sentence does not name the matter, and the one before does not tell the claim's deed either."""
        if view.comparison.what.weight > _POINTING_BACK:
            return False
        before = (other for other in self.views if other.number == view.number - 1)
        return not any(other.stance is not Stance.UNRELATED and other.states for other in before)

    def weighed_beside(self, sentence: int, steps: int) -> Weighed:
        """What a sentence that was viewed comes to, together with those up to so many steps away."""
        near = [view for view in self.views if abs(view.number - sentence) <= steps]
        return weigh_passage(self.claim, near, self.article.published.day)


def case_of(claim: Claim, article: Article, reading: Reading, ruled: Judgement, views: Sequence[View]) -> Case:
    """The case with all its sentences weighed together."""
    weighed = weigh_passage(claim, views, article.published.day) if views else None
    return Case(claim, article, reading, ruled, views, weighed)


def is_passage(reading: Reading) -> bool:
    """Whether a text is no longer than a passage."""
    words = 0
    for sentence in reading.sentences:
        words += len(sentence.text.split())
        if words > _PASSAGE_WORDS:
            return False
    return True


def is_of_another_day(claim: Claim, article: Article) -> bool:
    """Whether an article is not of the claim's own day, on which it would carry the same news."""
    return article.published.day != claim.claimed.day
