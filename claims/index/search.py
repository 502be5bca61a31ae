"""The full text index: which claims, or which articles, share words with a text.

The index is no truth of its own: it follows the store, lives in the memory of one process (open it
after a fork, its writer is a thread) and can be thrown away and rebuilt. It nominates; whether a
candidate is about the text is for `claims/match` to say.
"""

import threading
from collections.abc import Iterable

import tantivy

from claims.domain.match import Candidate
from claims.index.terms import analyzer, prepare

_WRITER_HEAP_BYTES = 15_000_000  # the smallest tantivy takes for one thread
_MAX_QUERY_TERMS = 64  # the rarest ones; more only cost time


class SearchIndex:
    """Claims and articles, each found by the words of a text. Safe to share between threads."""

    def __init__(self) -> None:
        self.claims = Collection(keep_texts=True)
        self.articles = Collection()


class Collection:
    """Texts by id, ranked by BM25 over stemmed words; updates are seen by the next `nominate`.

    With `keep_texts` candidates carry their text.
    """

    def __init__(self, *, keep_texts: bool = False) -> None:
        self._keep_texts = keep_texts
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("terms", tokenizer_name="prepared", index_option="freq")
        builder.add_bytes_field("text", stored=True)
        self._schema = builder.build()
        self._analyzer = analyzer()
        self._index = tantivy.Index(self._schema)
        self._index.register_tokenizer("prepared", self._analyzer)
        self._index.config_reader(reload_policy="manual")
        self._writer = self._index.writer(heap_size=_WRITER_HEAP_BYTES, num_threads=1)
        self._lock = threading.Lock()
        self._searcher = self._index.searcher()  # what the last commit left
        self._pending: set[str] = set()  # ids put in or dropped since the last commit

    def update(self, pairs: Iterable[tuple[str, str | None]]) -> None:
        """Add or replace the text of each id; None drops it. Unknown ids may be dropped."""
        for doc_id, text in pairs:
            document = self._document(doc_id, text) if text is not None else None
            with self._lock:
                # A deletion weighs a kilobyte until the commit, so what is new is only added.
                if doc_id in self._pending or self._searcher.doc_freq("id", doc_id):
                    self._writer.delete_documents_by_term("id", doc_id)
                if document is not None:
                    self._writer.add_document(document)
                self._pending.add(doc_id)

    def nominate(self, text: str, limit: int) -> list[Candidate]:
        """The `limit` texts that share the most telling words with `text`, best first."""
        if limit < 1:
            return []
        searcher = self._caught_up()
        terms = self._query_terms(searcher, text)
        if not terms:
            return []
        clauses = [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "terms", t, "freq")) for t in terms]
        hits = searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False).hits
        return [self._candidate(searcher.doc(address), score) for score, address in hits]

    def _document(self, doc_id: str, text: str) -> tantivy.Document:
        document = tantivy.Document(id=doc_id, terms=prepare(text))
        if self._keep_texts:
            document.add_bytes("text", text.encode("utf-8", "replace"))
        return document

    def _candidate(self, document: tantivy.Document, score: float) -> Candidate:
        text = bytes(document["text"][0]).decode() if self._keep_texts else ""
        return Candidate(document["id"][0], score, text)

    def _caught_up(self) -> tantivy.Searcher:
        """What is on file now; many updates cost one commit, paid by the first question after them."""
        with self._lock:
            if self._pending:
                self._writer.commit()
                self._index.reload()
                self._searcher = self._index.searcher()
                self._pending.clear()
            return self._searcher

    def _query_terms(self, searcher: tantivy.Searcher, text: str) -> list[str]:
        terms = list(dict.fromkeys(self._analyzer.analyze(prepare(text))))
        if len(terms) <= _MAX_QUERY_TERMS:
            return terms
        counted = ((searcher.doc_freq("terms", term), term) for term in terms)
        known = sorted((frequency, term) for frequency, term in counted if frequency)
        return [term for _, term in known[:_MAX_QUERY_TERMS]]
