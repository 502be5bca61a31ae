"""The runs of words that make one name, found by their capitals, the words that join them, and word lists."""

from collections.abc import Iterator

from claims.extract.casing import Cased, is_ordinary
from claims.extract.lexicon import group, word_set
from claims.extract.names.lists import aliases, blocks, known_by_first, name_words, numbered, of_heads, plain, tails
from claims.extract.words import bare

_MAX_WORDS = 10  # of a name
_CURRENCY_MARKS = frozenset("$€£¥₩₹")


def runs(cased: Cased) -> Iterator[tuple[int, int]]:
    """The first and last word (exclusive) of every run that may hold names, in their order."""
    end = 0
    for at in (at for at, capital in enumerate(cased.capital) if capital):
        if at >= end and may_begin(cased, at):
            end = known_at(cased, at) or _chain(cased, at)
            yield at, end


def may_begin(cased: Cased, at: int) -> bool:
    """Whether a name may begin with this word."""
    words = cased.words
    handle = at > 0 and words[at - 1].text == "@" and words[at - 1].end == words[at].start
    if handle or not cased.capital[at] or _is_future(cased, at) or _is_future(cased, at - 1):
        return False
    if blocks(words[at].text):
        return words[at].text in name_words("given months") and _is_given(cased, at)
    money = at + 1 < len(words) and words[at + 1].text in _CURRENCY_MARKS
    return not (money and words[at + 1].start == words[at].end)


def _is_future(cased: Cased, at: int) -> bool:
    """Whether a headline's "Will" is the auxiliary: it stands behind a name. What follows it is a verb, and no name."""
    if at < 1 or cased.words[at].text != "Will" or not cased.headline[at]:
        return False
    return cased.capital[at - 1] and not is_ordinary(bare(cased.words[at - 1].low))


def _is_given(cased: Cased, at: int) -> bool:
    """Whether a month's name is somebody's: "May Robertson", but not "in May Robertson"."""
    before = cased.words[at - 1] if at else None
    if before is not None and (before.low in name_words("before months") or before.text[0].isdigit()):
        return False
    return _follows(cased, at + 1) and cased.spaced(at + 1) and not is_ordinary(bare(cased.words[at + 1].low))


def known_at(cased: Cased, at: int) -> int | None:
    """The end of a listed name of several words that begins at `at`; None where a longer name may stand there."""
    words = cased.words
    first = words[at].text
    shouted = first.isupper() and cased.headline[at]
    for parts in known_by_first().get(first.capitalize() if shouted else first, ()):
        end = at + len(parts)
        if end > len(words) or not all(
            _reads(words[at + n].text, part, shouted, n + 1 == len(parts)) for n, part in enumerate(parts)
        ):
            continue
        last = words[end - 1].text
        if last in of_heads() and end + 1 < len(words) and words[end].low == "of" and _follows(cased, end + 1):
            return None
        grows = end < len(words) and last == bare(last) and cased.spaced(end) and may_begin(cased, end)
        return None if grows and not cased.placed[end] else end
    return None


def _reads(word: str, part: str, shouted: bool, last: bool) -> bool:
    if shouted:
        word = word.capitalize() if part[0].isupper() else word.lower()
    return word == part or (last and bare(word) == part)


def _chain(cased: Cased, at: int) -> int:
    """The end (exclusive) of the run of words that may make one name from `at` on."""
    end = at + 1
    while end < len(cased.words) and end - at < _MAX_WORDS:
        if not _goes_on(cased, end - 1):
            break
        step = _step(cased, at, end)
        if step == 0:
            break
        end += step
    return end


def _goes_on(cased: Cased, at: int) -> bool:
    """Whether a name can go on after this word: not after a possessive or "Seoul-based"."""
    last = cased.words[at].text
    if plain(last) == last:
        return True
    possessed = last.replace("’", "'")
    if possessed in of_heads() and at + 1 < len(cased.words) and cased.words[at + 1].low == "of":
        return True
    saint = at > 0 and cased.words[at - 1].text in ("St", "Saint", "Our")
    if not _follows(cased, at + 1):
        return False
    guild = at > 0 and cased.words[at - 1].low == "the" and bare(cased.words[at + 1].text) in name_words("guilds")
    return possessed in name_words("before possessed") or saint or guild


def _step(cased: Cased, at: int, end: int) -> int:
    """How many words from `end` on belong to the name that began at `at`."""
    word, last = cased.words[end], cased.words[end - 1].text
    if not word.is_word:
        return _step_over_mark(cased, at, end)
    if not cased.spaced(end) or _is_future(cased, end):
        return 0
    if word.text in word_set("legal_suffixes.txt"):
        return 1
    if cased.capital[end] or _has_particle(word.text):
        return 0 if blocks(word.text) or last in aliases() else 1
    if word.text.isdigit():
        return 1 if _takes_number(cased, at, end) else 0
    if word.low == "and":
        return 2 if _follows(cased, end + 1) and (_is_family(cased, end + 1) or _is_office(cased, at, end)) else 0
    if word.low in ("of", "for"):
        return _step_over_of(cased, end)
    if word.low in group("particles"):
        return _step_over_particles(cased, end)
    return 0


def _step_over_mark(cased: Cased, at: int, end: int) -> int:
    words, mark, last = cased.words, cased.words[end].text, cased.words[end - 1]
    if mark == "&":
        return 2 if _follows(cased, end + 1) else 0
    if last.end != words[end].start:
        return 0
    if mark == ".":
        initials = all(len(letter) == 1 for letter in last.text.split(".")) and last.text != "I"
        short = (initials and last.text not in aliases()) or last.low in group("abbreviated")
        legal = last.text in word_set("legal_suffixes.txt")
        if legal and not (end + 1 < len(words) and words[end + 1].text in word_set("legal_suffixes.txt")):
            return 0
        return 2 if (short or legal) and _follows(cased, end + 1) else 0
    if mark == "/":
        return 2 if last.text == "A" and end + 1 < len(words) and words[end + 1].text == "S" else 0
    if mark == "!":
        return 2 if last.low in word_set("exclaimed_names.txt") and _follows(cased, end + 1) else 0
    if mark == "," and end + 1 < len(words):
        if words[end + 1].text in word_set("legal_suffixes.txt"):
            return 2
        return 2 if _follows(cased, end + 1) and _is_partnership(cased, end + 2) else 0
    return 0


def _step_over_of(cased: Cased, end: int) -> int:
    last = cased.words[end - 1].text
    heads = of_heads() if cased.words[end].low == "of" else name_words("of organisations")
    if last not in heads:
        return 0
    if _follows(cased, end + 1):
        return 2
    with_article = end + 1 < len(cased.words) and cased.words[end + 1].low == "the"
    return 3 if with_article and _follows(cased, end + 2) else 0


def _step_over_particles(cased: Cased, end: int) -> int:
    """ "van der Meer" after a given name or an unusual word; "la" is no particle after an ordinary one."""
    before = cased.words[end - 1]
    named = before.text in word_set("first_names.txt") or before.low in group("particles")
    if cased.placed[end - 1] and not named and is_ordinary(before.low):
        return 0
    at = end + 1
    while at < len(cased.words) and at < end + 3 and cased.words[at].low in group("particles") and cased.spaced(at):
        at += 1
    return at + 1 - end if _follows(cased, at) else 0


def _has_particle(word: str) -> bool:
    """Whether a word is one like "al-Rashid" or "d'Isère"."""
    head, _, tail = word.replace("’", "-").replace("'", "-").partition("-")
    return tail[:1].isupper() and (head in group("particles") or head in ("d", "l"))


def _takes_number(cased: Cased, at: int, end: int) -> bool:
    """Whether the number belongs to the name: "Highway 47", or "the Aurelo 3 is", but not "Aurelo 3 years"."""
    last, number = cased.words[end - 1], cased.words[end].text
    if last.text in numbered():
        return len(number) <= 4
    if len(number) > 2 or cased.headline[end] or is_ordinary(last.low):
        return False
    after = cased.words[end + 1] if end + 1 < len(cased.words) else None
    return after is None or after.text in ".,;)" or after.low in name_words("after numbered")


def _follows(cased: Cased, at: int) -> bool:
    """Whether a word that a name may go on with stands here."""
    return at < len(cased.words) and cased.touching(at) and cased.capital[at] and not blocks(cased.words[at].text)


def _is_family(cased: Cased, at: int) -> bool:
    return at < len(cased.words) and bare(cased.words[at].low) in group("family")


def _is_partnership(cased: Cased, at: int) -> bool:
    """Whether "and Co" or "& Sons" stands here, so that a comma before is part of the name."""
    return at < len(cased.words) and cased.words[at].low in ("and", "&") and _is_family(cased, at + 1)


def _is_office(cased: Cased, at: int, end: int) -> bool:
    """Whether "and" joins the words of an office: "Department of Health and Welfare", "Food and Drug Agency"."""
    words = cased.words
    if not (is_ordinary(words[end - 1].low) and is_ordinary(bare(words[end + 1].low))):
        return False
    if words[end - 1].text in tails():
        return False
    if any(w.low in ("of", "for") for w in words[at:end]) and words[at].text in name_words("of organisations"):
        return True
    last = end + 1
    while last + 1 < len(words) and last < end + 4 and _follows(cased, last + 1) and cased.spaced(last + 1):
        last += 1
    return last > end + 1 and bare(words[last].text) in word_set("org_words.txt")
