"""Other ways to nominate claims for a sentence: each takes all texts, and then gives the numbers of 50 of them."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy
from rapidfuzz import fuzz, process

from claims.index.terms import analyzer, prepare

NOMINATED = 50

Nominate = Callable[[str], list[int]]


def tantivy_alone(texts: Sequence[str], folder: Path) -> Nominate:
    """tantivy with all words that are no stop words, stemmed as ours are."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="prepared", index_option="freq")
    builder.add_unsigned_field("number", stored=True)
    schema = builder.build()
    folder.mkdir()
    index = tantivy.Index(schema, path=str(folder))
    stems = analyzer()
    index.register_tokenizer("prepared", stems)
    writer = index.writer(heap_size=250_000_000, num_threads=1)
    for number, text in enumerate(texts):
        writer.add_document(tantivy.Document(number=number, terms=prepare(text)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def nominate(sentence: str) -> list[int]:
        terms = dict.fromkeys(stems.analyze(prepare(sentence)))
        clauses = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "terms", term, "freq")) for term in terms]
        hits = searcher.search(tantivy.Query.boolean_query(clauses), NOMINATED, count=False).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]

    return nominate


def fts5(texts: Sequence[str], file: Path, words: int) -> Nominate:
    """SQLite's full text search for any of the rarest words of the sentence, ranked by bm25."""
    database = sqlite3.connect(file)
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'texts'").fetchone():
        database.execute("CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='porter unicode61')")
        database.execute("CREATE VIRTUAL TABLE words USING fts5vocab(texts, row)")
        database.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", enumerate(texts))
        database.commit()
    stems = analyzer()

    def rarity(word: str) -> int:
        # The table of words has stems; what ours makes of a word is nearly always what the porter stemmer makes.
        (stem,) = stems.analyze(word)[:1] or [word]
        row = database.execute("SELECT doc FROM words WHERE term = ?", (stem,)).fetchone()
        return int(row[0]) if row else 0

    def nominate(sentence: str) -> list[int]:
        counted = sorted((n, word) for word in dict.fromkeys(prepare(sentence).split()) if (n := rarity(word)))
        asked = " OR ".join(f'"{word}"' for _, word in counted[:words])
        query = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        return [row for (row,) in database.execute(query, (asked, NOMINATED))] if asked else []

    return nominate


def rapidfuzz_over_all(texts: Sequence[str]) -> Nominate:
    """token_set_ratio of the sentence with every text."""

    def nominate(sentence: str) -> list[int]:
        return [
            number for _, _, number in process.extract(sentence, texts, scorer=fuzz.token_set_ratio, limit=NOMINATED)
        ]

    return nominate
