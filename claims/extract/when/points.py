"""One time of day: "3pm", "14:30", "half past seven", "ten minutes to six"."""

from dataclasses import dataclass
from datetime import time

from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import CLOCK, DAYTIMES, GROUPS, NUMBERS

_HALVES = {"am": "am", "pm": "pm", "a": "am", "p": "pm"}
_WAKING = 7  # an hour told without am or pm is the first one from here on
_PARTS = ("half", "quarter")
_NO_HOURS = ("a", "an", "few", "couple")
HOURS = {word: value for word, value in NUMBERS.items() if 1 <= value <= 12 and word not in _NO_HOURS}


@dataclass(frozen=True, slots=True)
class Point:
    """An hour, minute and second, and the token behind them; `bare` where they might be any number."""

    hour: int
    minute: int
    second: int
    half: str  # "am", "pm", "24" where the hour itself is certain, "" where it may be either
    end: int
    bare: bool = False

    def at(self, half: str = "") -> time:
        """The time of day, with `half` for a point that tells none."""
        half = self.half or half or ("am" if self.hour >= _WAKING else "pm")
        hour = self.hour
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12 and self.half:
            hour = 0
        return time(hour % 24, self.minute, self.second)


def point_at(tokens: Tokens, i: int) -> Point | None:
    """The time of day that begins at token `i`."""
    word = tokens.word(i)
    beside = _minutes_beside(tokens, i) if word in NUMBERS or word in _PARTS or word.isdecimal() else None
    if beside is not None:
        return beside
    if word in CLOCK:
        return Point(CLOCK[word].hour, 0, 0, "24", i + 1)
    if word[:1].isdecimal():
        return _in_figures(tokens, i, word)
    return _in_words(tokens, i, word)


def _in_figures(tokens: Tokens, i: int, word: str) -> Point | None:
    hour_text, mark, minute_text = word.partition(".")
    if len(word) in (3, 4) and word.isdecimal():
        hour_text, minute_text = word[:-2], word[-2:]
    if not hour_text.isdecimal() or len(hour_text) > 2 or (mark and len(minute_text) != 2):
        return None
    if minute_text and not minute_text.isdecimal():
        return None
    is_military = len(word) == 4 and word[0] == "0" and not mark
    if hour_text == "12" and tokens.word(i + 1) in CLOCK:
        return point_at(tokens, i + 1)
    numbers, at = [int(hour_text), int(minute_text or 0), 0], i + 1
    has_colon = False
    for part in (1, 2):
        more = tokens.word(at + 1)
        if tokens.word(at) != ":" or not tokens.is_glued(at) or not more.isdecimal() or len(more) != 2 or mark:
            break
        numbers[part], at, has_colon = int(more), at + 2, True
    half, end = _half_at(tokens, at)
    certain = "24" if len(hour_text) == 2 and (hour_text[0] == "0" or numbers[0] > 12) else ""
    has_day_part = bool(half) or tokens.word(at) in GROUPS["zone"]
    half = half if half in ("am", "pm") and numbers[0] <= 12 else certain
    if minute_text and not (has_day_part or mark or is_military):
        return None
    if numbers[0] > 24 or numbers[1] > 59 or numbers[2] > 59:
        return None
    hour, minute, second = numbers
    return Point(hour, minute, second, half, end, bare=not (has_colon or has_day_part or is_military))


def _half_at(tokens: Tokens, i: int) -> tuple[str, int]:
    """ "am", "pm" or "24" (o'clock, hours) behind the figures of a time and the token behind; else ("", i)."""
    word = tokens.word(i)
    after = tokens.word(i + 1)
    if word in ("am", "pm"):
        return word, i + 1
    if word in ("a", "p"):
        if after == "." and tokens.word(i + 2) == "m":
            return _HALVES[word], i + 4 if tokens.word(i + 3) == "." and tokens.is_glued(i + 3) else i + 3
        if after == "m" or tokens.is_glued(i):
            return _HALVES[word], i + 2 if after == "m" else i + 1
    if word == "o" and after == "'":
        half, end = _half_at(tokens, i + 3)
        return half or "24", end
    if word == "oclock":
        return "24", i + 1
    if word in ("hours", "hrs") and len(tokens.word(i - 1)) == 4:
        return "24", i + 1
    if word == "in" and after == "the" and tokens.word(i + 2) in DAYTIMES:
        return "am" if tokens.word(i + 2) == "morning" else "pm", i + 3
    return "", i


def _minutes_beside(tokens: Tokens, i: int) -> Point | None:
    """Read "half past seven", "a quarter to six", "ten past 8", "20 minutes to nine"; "ten to six" may be two hours."""
    at = i + 1 if tokens.word(i) == "a" else i
    is_quarter = tokens.word(at) == "quarter"
    told = (15, at + 1) if is_quarter else (30, at + 1) if tokens.word(at) == "half" else tokens.number(at)
    if told is None or not 1 <= told[0] <= 59:
        return None
    minute, at = told
    has_unit = tokens.word(at) in ("minutes", "minute", "mins", "min")
    at = at + 1 if has_unit else at
    side, named = tokens.word(at), tokens.word(at + 1)
    if side != "past" and not (side == "to" and (has_unit or is_quarter)):
        return None
    hour = HOURS.get(named) or (int(named) if named.isdecimal() and len(named) <= 2 else 0)
    if not 1 <= hour <= 12:
        return None
    half, end = _half_at(tokens, at + 2)
    if side == "to":
        hour, minute = (hour - 2) % 12 + 1, 60 - minute
    return Point(hour, minute, 0, half if half in ("am", "pm") else "", end)


def _in_words(tokens: Tokens, i: int, word: str) -> Point | None:
    """Read "one thirty p m", "five-thirty", "five"."""
    if word not in HOURS:
        return None
    at = i + 2 if tokens.word(i + 1) == "-" and tokens.is_glued(i + 2) else i + 1
    minutes = None if tokens.word(at).isdecimal() else tokens.number(at)
    minute, at = minutes if minutes and 10 <= minutes[0] <= 59 else (0, i + 1)
    half, end = _half_at(tokens, at)
    is_bare = not half and (not minute or tokens.word(at) == "-")
    return Point(HOURS[word], minute, 0, half if half in ("am", "pm") else "", end, bare=is_bare)
