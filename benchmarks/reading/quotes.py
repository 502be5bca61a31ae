"""How well it is found who said what: PolNeAR (Newell, Margolin and Ruths, LREC 2018), development part.

Its scorer takes an attribution for found where the span from the first to the last character of its content
overlaps that of the gold one by half at least (Jaccard), and for right where the claimants overlap too.
"""

from typing import Any

from benchmarks.evaluation import Figure, rows, scorer
from claims.services.filters import Item, attributions_of

DEV = "data/polnear/dev.jsonl.gz"
NEEDS: tuple[str, ...] = (DEV,)

_PEER = "quotation marks by regular expression"


def measure() -> list[Figure]:
    """F1 of attributions and of contents, of all and of those in quotation marks."""
    gold = list(rows(DEV))
    found = [{"id": row["id"], "attributions": scored(row["text"])} for row in gold]
    score = scorer("score_quotes").score
    told, direct = score(gold, found), score(gold, found, direct=True)
    return [
        Figure("quotes: attribution F1, PolNeAR dev", told["attribution"]["F1"], 50, f"21.0 {_PEER}"),
        Figure("quotes: content overlap F1, PolNeAR dev", told["content_overlap"]["F1"], 65, f"32.9 {_PEER}"),
        Figure("quotes: content exact F1, PolNeAR dev", told["content_exact"]["F1"]),
        Figure("quotes: content recall in quotation marks, PolNeAR dev", direct["content_overlap"]["R"]),
    ]


def scored(text: str) -> list[dict[str, Any]]:
    """The rows of the quotes filter as the scorer takes them: the claimant's span is the source, or none."""
    return [
        {
            "source": [[one.claimant.start, one.claimant.end]] if one.claimant else [],
            "content": [[one.content.start, one.content.end]],
        }
        for one in attributions_of(Item({"text": text}))
    ]
