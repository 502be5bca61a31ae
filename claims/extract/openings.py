"""What may stand before the subject of a sentence, and what behind a noun that is a phrase by itself."""

from claims.extract.lexicon import group, word_set
from claims.extract.words import Word


def leads_in(word: Word) -> bool:
    """Whether a word may stand before the subject of a sentence and names nothing: "In May", "Meanwhile"."""
    low = word.low
    known = low in word_set("prepositions.txt") or low in group("lead in") or low in ("the", "a", "this", "that")
    dated = low.isdigit() or word.text in word_set("calendar.txt") or low in ("last", "next", "first", "second")
    return known or dated or low.endswith("ly") or word.text in ",“\"'‘"


def follows_noun(word: Word) -> bool:
    """Whether a word behind a name or noun leaves it whole: a verb or a word of grammar, not another noun."""
    grammar = word.low in word_set("function_words.txt") or word.low in word_set("auxiliaries.txt")
    return grammar or word.low in word_set("past_forms.txt") or word.low.endswith(("ed", "s", "ly"))
