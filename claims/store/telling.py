"""What of a claim's evidence its status can depend on, found without reading all of it.

All pieces that are alike but for their article and day (the same stance, strength and origin) are one voice. However
often a voice speaks, its first and its newest piece tell all; they are looked up at the two ends of its stretch of the
index `evidence_telling`, and voices are found by leaping from one stretch to the next.

Written out as SQL, since peewee has no words for a walk like this that both databases understand.
"""

# ruff: noqa: S608 -- put together from what stands in this module

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, repeat
from typing import Any

from claims.domain.claim import Claim
from claims.domain.evidence import Stance, Strength
from claims.domain.moment import last_day
from claims.domain.publisher import publisher_key
from claims.domain.status import has_outcome
from claims.domain.verdict import MOST_NAMED
from claims.store import codec
from claims.store.connection import Connection

_MOST_KEPT = 40  # pieces that tell of a promise as kept: the first say whether it was in time
_WORLD = timedelta(days=2)  # between the days of one instant at the two ends of the world, at most
_SIDES = (Stance.SUPPORTS, Stance.REFUTES)
_ON_RECORD = (Strength.OFFICIAL.value, Strength.REPORTED.value)
_REVIEWED = "SELECT evidence_id FROM reviews WHERE claim_id = :claim AND evidence_id IS NOT NULL"
_INDEXED = "e.claim_id = :claim AND (e.origin_copy = 0 OR e.retraction = 1)"
# What `why_not_counted` in claims/domain/status.py asks of a piece that nobody has reviewed.
_COUNTED = f"""
    {_INDEXED} AND e.is_withdrawn = 0
    AND e.published || '' BETWEEN :from AND :until -- || or SQLite would go by the day, and read every row
    AND (SUBSTR(e.published, 1, 10) >= :day OR SUBSTR(e.published, 12) >= :claimed_at)
    AND (SUBSTR(e.published, 1, 10) <= :today OR SUBSTR(e.published, 12) BETWEEN '0' AND :now)
    AND (e.article_id <> :first_report OR e.retraction = 1)
    AND e.id NOT IN ({_REVIEWED})"""


_TOLD_WHOLE = f"""
    {_REVIEWED}
    UNION SELECT e.id FROM evidence e WHERE {_COUNTED} AND e.stance <> 'discusses' AND e.retraction = 1
    AND e.stance IN ('supports', 'refutes') AND e.strength IN ('official', 'reported', 'hedged')"""
_NEXT = f"""
    SELECT MIN(e.origin_key) FROM evidence e
    WHERE {_INDEXED} AND e.stance = v.stance AND e.strength = v.strength"""


def _end(direction: str) -> str:
    return f"""
        SELECT e.id FROM evidence e WHERE {_COUNTED} AND e.stance = v.stance AND e.strength = v.strength
        AND e.origin_key = v.origin_key AND e.retraction = 0 AND e.origin_copy = 0
        ORDER BY e.published {direction}, e.found_at {direction}, e.id {direction} LIMIT 1"""


_VOICES = f"""
    WITH RECURSIVE kinds (stance, strength) AS (VALUES
        ('supports', 'official'), ('supports', 'reported'), ('supports', 'hedged'),
        ('refutes', 'official'), ('refutes', 'reported'), ('refutes', 'hedged')),
    voices (stance, strength, origin_key) AS (
        SELECT v.stance, v.strength, ({_NEXT}) FROM kinds v
        UNION ALL
        SELECT v.stance, v.strength, ({_NEXT} AND e.origin_key > v.origin_key) FROM voices v
        WHERE v.origin_key IS NOT NULL)
    SELECT ({_end("ASC")}), ({_end("DESC")})
    FROM (SELECT * FROM voices WHERE origin_key IS NOT NULL LIMIT :most) v"""

# Of a claim on which very many speak; each by one stretch of the index `evidence_speaking`.
_SPOKEN = f"""
    {_COUNTED} AND e.stance <> 'discusses' AND e.stance = :stance AND e.strength = :strength AND e.retraction = 0"""
_NEWEST = f"""
    SELECT e.id FROM evidence e WHERE {_SPOKEN}
    ORDER BY e.published DESC, e.found_at DESC, e.id DESC LIMIT 1"""
_OLDEST = f"""
    SELECT e.published, e.found_at, e.id, e.origin_key FROM evidence e WHERE {_SPOKEN}
    ORDER BY e.published, e.found_at, e.id LIMIT :most"""

_KEPT = f"""
    SELECT e.id FROM evidence e WHERE {_SPOKEN} AND e.fate = 'kept'
    ORDER BY e.published, e.found_at, e.id LIMIT :most"""

_ASKED_AT_ONCE = 32  # keys of origins
_KEYS = [f"key_{number}" for number in range(_ASKED_AT_ONCE)]
_ORIGINS = f"""
    SELECT COUNT(DISTINCT e.origin_key) FROM evidence e
    WHERE {_COUNTED} AND e.stance = :stance AND e.strength IN ('official', 'reported')
    AND NOT (e.strength = 'reported' AND e.stance = 'supports' AND e.origin_key = :own)"""  # it corroborates nothing
_ORIGINS_AMONG = f"{_ORIGINS} AND e.origin_key IN ({', '.join(f':{key}' for key in _KEYS)})"


def telling_ids(db: Connection, claim: Claim, now: datetime) -> set[str]:
    """The ids of the pieces on which the claim's status at `now` can depend; copies are never among them.

    Of very many origins that take a side on the record the first MOST_NAMED are told; the rest count by their
    number alone (`further_origins`). Of a promise so are the first that tell of it as kept.
    """
    asked = _asked(claim, now)
    ids = {row[0] for row in db.fetch_sql(_TOLD_WHOLE, asked)}
    if has_outcome(claim):
        kept = {**asked, "stance": Stance.SUPPORTS.value, "most": _MOST_KEPT}
        ids.update(row[0] for each in _ON_RECORD for row in db.fetch_sql(_KEPT, {**kept, "strength": each}))
    voices = db.fetch_sql(_VOICES, asked | {"most": MOST_NAMED + 1})
    if len(voices) <= MOST_NAMED:
        return ids | {id_ for row in voices for id_ in row if id_ is not None}
    for stance in _SIDES:
        for strength in Strength:
            spoken = {**asked, "stance": stance.value, "strength": strength.value}
            ids.update(row[0] for row in db.fetch_sql(_NEWEST, spoken))
        ids |= _of_first_origins(db, {**asked, "stance": stance.value})
    return ids


def further_origins(
    db: Connection, claim: Claim, now: datetime, told: Mapping[Stance, Collection[str]]
) -> dict[Stance, int]:
    """How many origins take each side on the record beside those `told`, by their keys."""
    own = f"publisher:{publisher_key(claim.publisher)}" if claim.publisher else ""
    asked = _asked(claim, now) | {"own": own}
    return {stance: _beside(db, {**asked, "stance": stance.value}, sorted(told.get(stance, ()))) for stance in _SIDES}


def _beside(db: Connection, asked: Mapping[str, Any], told: Sequence[str]) -> int:
    number = int(db.fetch_sql(_ORIGINS, asked)[0][0])
    for start in range(0, len(told), _ASKED_AT_ONCE):
        some = dict(zip(_KEYS, chain(told[start : start + _ASKED_AT_ONCE], repeat(told[start])), strict=False))
        number -= int(db.fetch_sql(_ORIGINS_AMONG, {**asked, **some})[0][0])
    return number


def _of_first_origins(db: Connection, asked: Mapping[str, Any]) -> set[str]:
    """The first piece of each of the oldest MOST_NAMED origins on the record, and one more.

    That may be the first report's own, which corroborates nothing.
    """
    most = 2 * MOST_NAMED
    while True:
        found = [db.fetch_sql(_OLDEST, {**asked, "strength": each, "most": most}) for each in _ON_RECORD]
        # Behind the last of a list that goes on, pieces of the other may be younger than what it leaves out.
        ends = [tuple(rows[-1][:3]) for rows in found if len(rows) == most]
        first: dict[str, str] = {}
        for *place, id_, key in sorted(map(tuple, chain(*found))):
            if ends and (*place, id_) > min(ends):
                break
            first.setdefault(key, id_)
        if len(first) > MOST_NAMED or not ends:
            return set(list(first.values())[: MOST_NAMED + 1])
        most *= 4


def _asked(claim: Claim, now: datetime) -> dict[str, Any]:
    day, at = claim.claimed.day, claim.claimed.at
    earliest = day - min(_WORLD, day - date.min) if at is not None else day
    return {
        "claim": claim.id,
        "from": earliest.isoformat(),
        "day": day.isoformat(),
        "claimed_at": codec.put_instant(at) if at is not None else codec.NEVER,
        "until": codec.end_of_day(last_day(now)),
        "today": now.date().isoformat(),
        "now": codec.put_instant(now),
        "first_report": claim.article_id or "",
    }
