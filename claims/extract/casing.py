"""What a capital letter tells: a name, or only the head of a sentence or the style of a headline."""

from claims.extract.lexicon import group, is_form_of, word_set
from claims.extract.words import Word, bare

_MAX_WORD_CHARS = 50
_DERIVED = ("al", "ment", "ness", "ity", "able", "ive", "ful", "less", "ship")
_OPENERS = frozenset('.!?:;…•*|–—"“”„«‹‘(')  # a capital after one of these may be there for the sentence's sake


def is_capital(word: str) -> bool:
    """Whether a word has the capital of a name, in front or as in "iPhone" and "3M"."""
    if not word[:3].islower() and len(word) <= _MAX_WORD_CHARS:
        return word[0].isupper() or (word[0].isalnum() and (word[1:2].isupper() or word[1:3].isupper()))
    return False


def is_ordinary(low: str) -> bool:
    """Whether a lower-case word is common English, in whatever form."""
    if low in word_set("function_words.txt") or is_form_of(low, "common_words.txt"):
        return True
    parts = low.split("-", 3)
    if len(parts) > 1:
        return all(part.isdigit() or (part != "" and is_form_of(part, "common_words.txt")) for part in parts)
    return any(low.endswith(end) and is_form_of(low[: -len(end)], "common_words.txt") for end in _DERIVED)


def opens_sentence(text: str, words: list[Word], at: int) -> bool:
    """Whether the word stands at the head of a sentence, a line, a quotation or a bracket."""
    if at == 0:
        return True
    before = words[at - 1]
    if "\n" in text[before.end : words[at].start]:
        return True
    if before.text not in _OPENERS:
        return before.text in "'’" and at > 1 and not words[at - 2].is_word
    if before.text != "." or at < 2:
        return True
    last = words[at - 2]
    initial = len(last.text) == 1 and last.text != "I"
    short = initial or last.text in word_set("titles.txt") or last.low in group("abbreviated")
    return not (short and last.end == before.start)


def in_headlines(text: str, words: list[Word]) -> list[bool]:
    """For each word whether it stands in a line whose words are capitalised as a matter of style."""
    marks = [False] * len(words)
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or "\n" in text[words[at - 1].end : words[at].start]:
            if _is_headline(words[start:at]):
                marks[start:at] = [True] * (at - start)
            start = at
    return marks


def _is_headline(line: list[Word]) -> bool:
    if len(line) > 40:
        return False
    long = [w for w in line[1:] if len(w.text) > 3 and w.text[0].isalpha()]
    if len(long) < 2:
        return False
    small = sum(w.text[0].islower() and w.low not in word_set("function_words.txt") for w in long)
    if small > len(long) // 10:
        return False
    return sum(w.text[0].isupper() and is_ordinary(bare(w.low)) for w in long) >= 2
