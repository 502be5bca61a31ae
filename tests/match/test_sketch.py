import pytest

from claims.match.meaning import meanings
from claims.match.sketch import plain_and_signer, question_of, sentences_of, sketch_of, words_in


@pytest.mark.parametrize(
    ("post", "plain", "signer"),
    [
        ("Free ferries! https://t.example/x1 — Ada Lund (@adaLund) May 3, 2026", "Free ferries!", "Ada Lund ada Lund"),
        ("They said #FreeFerries now, @PortAnders", "They said Free Ferries now, Port Anders", ""),
        ("Rates — and wages (@bank) — rise", "Rates — and wages (bank) — rise", ""),
        ("Oslo - Bergen in an hour", "Oslo - Bergen in an hour", ""),
    ],
)
def test_a_post_is_read_without_what_is_not_said_in_it(post: str, plain: str, signer: str) -> None:
    told, signed = plain_and_signer(post)
    assert (told.strip(), " ".join(signed.split())) == (plain, signer)


def test_words_have_no_possessive_endings_and_numerals_no_separators() -> None:
    assert words_in("Oslo’s 1,500 trams, 3.5% more") == ["Oslo", "1500", "trams", "3.5", "more"]


def test_a_sketch_keeps_what_tells() -> None:
    sketch = sketch_of("The ferries of Port Anders took 1,500 cars", meanings())
    assert set(sketch.roots) == {"ferri", "port", "ander", "took", "1500", "car"}
    assert list(sketch.stems) == sorted(sketch.stems)
    assert len(sketch.names) == 2
    assert len(sketch.numbers) == 1


def test_sentences_are_cut_and_bounded() -> None:
    assert sentences_of("It rose. It fell! Why?") == ["It rose. ", "It fell! ", "Why?"]
    assert len(sentences_of("a. " * 5_000)) == 40
    assert len(question_of("The ferry is free. Yes!", meanings()).sentences) == 0


def test_words_of_like_meaning_lie_near_each_other() -> None:
    table = meanings()
    ferry, boat, bank = (table.vector_of({word: 1}) for word in ("ferry", "boat", "bank"))
    assert ferry @ boat > ferry @ bank


def test_words_that_nobody_knows_mean_nothing() -> None:
    assert not meanings().vector_of({"xqzzt": 1}).any()
    assert meanings().rarity_of("xqzzt") == meanings().rarest > meanings().rarity_of("ferri")
