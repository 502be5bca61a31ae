"""What of a run of capitalised words is a name: a headline's ordinary words and a person's titles are not."""

from collections.abc import Iterator

from claims.extract.casing import Cased, is_grammar, is_ordinary
from claims.extract.lexicon import group, word_set
from claims.extract.names.lists import aliases, blocks, known, name_words, of_heads, plain, tails
from claims.extract.names.runs import known_at
from claims.extract.words import bare

_COMPASS = group("compass")


def names_of(cased: Cased, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a run: first and last word (exclusive) of each."""
    pieces = _pieces(cased, start, end) if cased.headline[start] else [(start, end)]
    for piece in pieces:
        for first, last in _parted(cased, *piece):
            first, last = _trimmed(cased, first, last)  # noqa: PLW2901
            if first < last and _is_name(cased, first, last):
                yield first, last


def _parted(cased: Cased, start: int, end: int) -> list[tuple[int, int]]:
    """A run cut before an office inside it: "Boston" and "Mayor Marty Walsh", "Supreme Court" and "Justice Scalia"."""
    titles = word_set("titles.txt")
    if cased.words[start].text in word_set("first_names.txt"):
        return [(start, end)]
    for at in range(start + 1, end):
        if cased.words[at].text not in titles or _is_title(cased.words[at - 1].text):
            continue
        closes = at + 1 == end
        named = not closes and cased.words[at + 1].text not in tails() and cased.words[at + 1].low != "of"
        if (closes and is_listed(cased, start, at)) or (named and not is_ordinary(bare(cased.words[end - 1].low))):
            return [(start, at), *_parted(cased, at, end)]
    return [(start, end)]


def _pieces(cased: Cased, start: int, end: int) -> list[tuple[int, int]]:
    """The runs of a headline's words that are not ordinary English."""
    if known_at(cased, start) == end:
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    at = start
    while at < end:
        listed = known_at(cased, at)
        if listed is not None and listed <= end:
            pieces.append((at, listed))
            at = listed
            continue
        first = at
        while at < end and not _is_plain(cased, at, first) and (at == first or known_at(cased, at) is None):
            joined = cased.words[at].text in of_heads() and at + 2 < end and cased.words[at + 1].low == "of"
            at += 3 if joined else 1
        if at > first:
            pieces.append((first, at))
        at = max(at, first + 1)
    return pieces


def _is_plain(cased: Cased, at: int, first: int) -> bool:
    """Whether a headline's word is ordinary; a company's "Group" after a name is not, nor is the bank in "Bank of"."""
    words = cased.words
    word = words[at]
    if at > first and bare(word.text) in tails():
        return False
    if word.text in of_heads() and at + 2 < len(words) and words[at + 1].low == "of" and cased.capital[at + 2]:
        return is_ordinary(bare(words[at + 2].low))
    low = bare(word.low)
    given = word.text in word_set("first_names.txt")
    surname = at == first + 1 and words[first].text in word_set("first_names.txt")
    if surname or bare(word.text) in cased.name_seen or is_listed(cased, at, at + 1):
        return False
    if given and at + 1 < len(words) and cased.capital[at + 1] and not is_ordinary(bare(words[at + 1].low)):
        return False
    participle = low.endswith("ed") and len(low) > 5 and not given
    return low in cased.small_seen or participle or is_ordinary(low)


def _trimmed(cased: Cased, first: int, last: int) -> tuple[int, int]:
    """The run without what only stands before or after a name: openers, titles, nationalities."""
    words = cased.words
    while first < last and is_grammar(words[first].low) and (cased.placed[first] or _leads_to_name(words[first].low)):
        if last - first > 1 and _belongs(cased, first):
            break
        first += 1
    while first < last and words[last - 1].text in word_set("not_names.txt"):
        if last - first > 1 and words[last - 1].text in word_set("legal_suffixes.txt"):
            break
        last -= 1
    followers = word_set("nationalities.txt")
    if last - first > 1 and words[last - 1].text in followers and is_listed(cased, first, last - 1):
        last -= 1
    if _has_tail(cased, first, last):
        return first, last
    while first < last and _stands_before_person(cased, first, last):
        first += 1
    return first, last


def _has_tail(cased: Cased, first: int, last: int) -> bool:
    """Whether a word such as "Hospital" makes one name of the run, so that "King" before it is no title."""
    words = cased.words[first:last]
    if words and words[0].text in name_words("honorifics"):
        return False
    surname = any(w.text in word_set("first_names.txt") for w in words) and bare(words[-1].text) in name_words(
        "surnames too"
    )
    given = word_set("first_names.txt")
    return not surname and any(bare(w.text) in tails() and (w.text not in given or w is words[-1]) for w in words[1:])


def _belongs(cased: Cased, first: int) -> bool:
    """Whether a word of grammar begins the name all the same: "US Steel" in capitals, "Per Halvorsen"."""
    word = cased.words[first].text
    if word.isupper() and len(word) > 1:
        return True
    if word in name_words("given months"):
        return True
    given = word in word_set("first_names.txt") and word.lower() not in word_set("auxiliaries.txt")
    return given and not is_ordinary(bare(cased.words[first + 1].low))


def _stands_before_person(cased: Cased, at: int, end: int) -> bool:
    titles = word_set("titles.txt")
    word = cased.words[at].text
    if word in titles or word == ".":
        return not (at + 1 < end and cased.words[at + 1].low == "of" and word in of_heads())
    rest = [w.text for w in cased.words[at + 1 : min(end, at + 4)]]
    role = cased.words[at].low.rpartition("-")[2]
    described = word in word_set("nationalities.txt") or (
        cased.placed[at] and (role in word_set("roles.txt") or is_ordinary(role))
    )
    given = word_set("first_names.txt")
    if described and rest and rest[0] in given and word not in given and word not in tails():
        return True
    firm = role in name_words("organisation nouns") or role.endswith("maker")
    if cased.placed[at] and firm and word not in tails() and rest and not is_ordinary(bare(rest[0].lower())):
        return True
    if _is_of_office(cased, at) and rest and is_ordinary(cased.words[at].low):
        return True
    joins = word in ("South", "North") or word in word_set("title_parts.txt") or word in word_set("nationalities.txt")
    return joins and any(w in titles for w in rest)


def _is_title(word: str) -> bool:
    return word in word_set("titles.txt") or word in word_set("title_parts.txt")


def _leads_to_name(low: str) -> bool:
    return low == "the" or low in word_set("prepositions.txt")


def is_listed(cased: Cased, first: int, last: int) -> bool:
    """Whether the words are a name that stands in a list; a headline in capitals is read as if written small."""
    parts = [w.text for w in cased.words[first:last]]
    name = " ".join([*parts[:-1], plain(parts[-1])])
    if name in known() or name in aliases():
        return True
    return cased.headline[first] and name.isupper() and len(name) > 3 and name.title() in known()


def _is_name(cased: Cased, first: int, last: int) -> bool:
    words = cased.words
    run = words[first:last]
    if all(plain(w.text) in word_set("nationalities.txt") or w.low in _COMPASS for w in run):
        return False
    if is_listed(cased, first, last):
        return True
    if _is_of_office(cased, first) and all(is_ordinary(bare(w.low)) for w in run):
        return False
    if last - first > 1:
        return not all(_is_no_name(w.text) for w in run)
    word, low = plain(run[0].text), plain(run[0].low)
    if len(word) < 2 or _is_no_name(word) or word in word_set("title_parts.txt"):
        return False
    if is_grammar(low) and not word.isupper():
        return False
    if last < len(words) and is_ordinary(low) and blocks(words[last].text) and cased.spaced(last):
        return False
    if cased.placed[first]:
        return _is_name_at_head(cased, word, low)
    if word.isupper():
        return True
    before = words[first - 1].low if first else ""
    return not (is_ordinary(low) and (before in name_words("before common nouns") or low in cased.small_seen))


def _is_name_at_head(cased: Cased, word: str, low: str) -> bool:
    """Whether a lone word is a name although its place explains its capital."""
    adverb = low.endswith("ly") and word not in word_set("first_names.txt")
    if adverb or word in cased.name_seen:
        return not adverb
    if low in cased.small_seen or is_ordinary(low):
        return False
    return not (low.endswith(("ing", "ed")) and len(low) > 5)


def _is_no_name(word: str) -> bool:
    if word[1:2] == "-" and word[:1] in "RDI" and word[2:3].isupper():
        return True  # a lawmaker's party and state, "R-TX"
    return bare(word) in word_set("not_names.txt") or blocks(word)


def _is_of_office(cased: Cased, first: int) -> bool:
    """Whether the words say what an office is for: "Minister for Health", "Secretary of State"."""
    words = cased.words
    return first > 1 and words[first - 1].low in ("for", "of") and words[first - 2].text in word_set("titles.txt")
