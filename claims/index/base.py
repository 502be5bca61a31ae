"""The base of an index: all texts up to a number of the change sequence, on tantivy, in a folder or in memory.

The number is a document of the same index (`_BOOKMARK`), so that texts and number are committed together: killed
at any point, a writer leaves the pair of its last commit.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy

from claims.domain.match import Candidate
from claims.index.codes import WIDTH, Code, Coder
from claims.index.parts import parts_of
from claims.index.terms import FINGERPRINT, analyzer, prepare
from claims.index.typed import Typed

_HEAP_BYTES = 15_000_000  # the smallest tantivy takes for one thread
_BUILDING_HEAP_BYTES = 250_000_000  # fewer and larger segments; each question asks all of them
_BOOKMARK = "\0"  # an id that no text has: the store takes no NUL
_FIRST = "first"  # what the first document of a text is marked with
_CODED_AT_ONCE = 250  # texts
_DECIDING = 3  # words of a question as typed, the rarest
_CODE_FIELDS = tuple(f"code{n}" for n in range(WIDTH))


@dataclass(frozen=True, slots=True)
class Form:
    """How texts are kept: whether they can be read again, who makes the codes that stand beside them, in what pieces.

    `in_parts` makes each sentence a document, for texts that are found by a part of them.
    """

    keep_texts: bool
    coder: Coder | None = None
    in_parts: bool = False

    @property
    def layout(self) -> str:
        """A name for everything that decides what is in the files."""
        coded = "" if self.coder is None else self.coder.fingerprint
        return blake2b(
            f"2 {FINGERPRINT} {coded} {self.in_parts} {version('tantivy')}".encode(), digest_size=6
        ).hexdigest()


Hit = tuple[float, Any]  # a text that a question found by its words: its score, and where its keeper reads it


class Base:
    """What one commit left. Safe to share between threads; later commits are not seen."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._searcher = index.searcher()
        self._schema = index.schema
        marks = self._searcher.search(self._term("id", _BOOKMARK), 1, count=False).hits
        self._marks = len(marks)
        mark = json.loads(bytes(self._searcher.doc(marks[0][1])["text"][0])) if marks else {"seq": 0, "terms": 0}
        self.seq: int = mark["seq"]  # the last change that is in
        self.length: int = mark["terms"]  # terms of all texts together, roughly: those dropped still count

    @property
    def count(self) -> int:
        """How many texts it holds."""
        found = self._searcher.search(self._term("first", _FIRST), 1, count=True)
        return int(found.count or 0)  # type: ignore[attr-defined]  # its stubs do not know it

    @property
    def documents(self) -> int:
        """How many documents the texts are kept in."""
        return int(self._searcher.num_docs) - self._marks

    def frequency(self, term: str) -> int:
        """How many documents hold the term."""
        return int(self._searcher.doc_freq("terms", term))

    def find(self, terms: Iterable[str], limit: int) -> list[Hit]:
        """The `limit` documents that share the most telling of the terms, best first, by BM25."""
        clauses = [(tantivy.Occur.Should, self._term("terms", term)) for term in terms]
        hits: list[Hit] = self._searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False).hits
        return hits

    def find_typed(self, words: Sequence[Typed], limit: int) -> list[Hit]:
        """The `limit` best of the documents that hold all words, or some near each of them (see typed.py).

        The rarest are asked for first: where no document holds those, as with nearly all whole sentences, the common
        ones, of which there are the most near ones, are not looked for.
        """
        rarest = sorted(words, key=lambda word: self.frequency(word.term))[:_DECIDING]
        if len(rarest) < len(words) and not self._find_near(rarest, 1):
            return []
        return self._find_near(words, limit)

    def _find_near(self, words: Iterable[Typed], limit: int) -> list[Hit]:
        clauses = []
        for word in words:
            exact = self._term("terms", word.term)
            near = tantivy.Query.fuzzy_term_query(self._schema, "terms", word.term, word.wrong, prefix=True)
            either = tantivy.Query.boolean_query([(tantivy.Occur.Should, exact), (tantivy.Occur.Should, near)])
            clauses.append((tantivy.Occur.Must, either))
        hits: list[Hit] = self._searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False).hits
        return hits

    def codes(self, hits: Sequence[Hit]) -> Sequence[Code]:
        """The codes of what was hit, which were put in with a coder."""
        addresses = [address for _, address in hits]
        return list(zip(*(self._searcher.fast_field_values(field, addresses) for field in _CODE_FIELDS), strict=True))

    def candidate(self, hit: Hit, score: float) -> Candidate:
        """The text that was hit, with its score when all is weighed."""
        wording, address = hit
        document = self._searcher.doc(address)
        return Candidate(document["id"][0], score, bytes(document["text"][0]).decode(), wording)

    def holds(self, doc_id: str) -> bool:
        """Whether a text with this id is in."""
        return bool(self._searcher.doc_freq("id", doc_id))

    def digest(self, doc_id: str) -> int | None:
        """The digest of a text; None where it is not in."""
        hits = self._searcher.search(self._term("id", doc_id), 1, count=False).hits
        return int(self._searcher.fast_field_values("digest", [hits[0][1]])[0] or 0) if hits else None

    def _term(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term, "freq" if field == "terms" else "basic")


def digest_of(text: str) -> int:
    """A number of 64 bits that tells a text from another."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())


def digest_or_none(text: str | None) -> int | None:
    """As digest_of; None for a text that was dropped."""
    return None if text is None else digest_of(text)


def in_memory() -> tantivy.Index:
    """A new index that lives as long as the process."""
    return _ready(tantivy.Index(_schema()))


def in_folder(folder: Path, *, new: bool = False) -> tantivy.Index:
    """The index in a folder, or a new one. Raises ValueError or OSError where it cannot be read or made."""
    return _ready(tantivy.Index(_schema(), path=str(folder), reuse=False) if new else tantivy.Index.open(str(folder)))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("first", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("terms", tokenizer_name="prepared", index_option="freq")
    builder.add_bytes_field("text", stored=True)
    builder.add_unsigned_field("digest", fast=True)
    for field in _CODE_FIELDS:
        builder.add_unsigned_field(field, fast=True)
    return builder.build()


def _ready(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("prepared", analyzer())
    index.config_reader(reload_policy="manual")
    return index


class Writer:
    """Brings an index forward. There is one at a time: tantivy locks the index, and raises ValueError."""

    def __init__(self, index: tantivy.Index, form: Form, *, building: bool = False) -> None:
        self._index = index
        self._form = form
        self._writer = index.writer(heap_size=_BUILDING_HEAP_BYTES if building else _HEAP_BYTES, num_threads=1)
        # What a writer that was killed left behind: some of its files have the names of those to be written next.
        self._writer.garbage_collect_files()
        self._pending: set[str] = set()  # ids put in or dropped since the last commit
        self._before = Base(index)
        self._terms = self._before.length

    def update(self, texts: Iterable[tuple[str, str | None]]) -> None:
        """Add or replace the text of each id; None drops it. Unknown ids may be dropped."""
        for doc_id, text, code in self._coded(texts):
            # A deletion weighs a kilobyte until the commit, so what is new is only added.
            if doc_id in self._pending or self._before.holds(doc_id):
                self._writer.delete_documents_by_term("id", doc_id)
            if text is not None:
                self._add(doc_id, text, code)
            self._pending.add(doc_id)

    def _coded(self, texts: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str | None, Code]]:
        """The texts with their codes, made for many at once, which takes a third of the time."""
        coder, waiting = self._form.coder, iter(texts)
        while batch := list(islice(waiting, _CODED_AT_ONCE)):
            codes = coder.codes_of([text or "" for _, text in batch]) if coder else [()] * len(batch)
            yield from ((doc_id, text, code) for (doc_id, text), code in zip(batch, codes, strict=True))

    def _add(self, doc_id: str, text: str, code: Code) -> None:
        for number, part in enumerate(parts_of(text) if self._form.in_parts else [text]):
            terms = prepare(part)
            document = tantivy.Document(id=doc_id, terms=terms)
            if not number:
                document.add_text("first", _FIRST)
            document.add_bytes("text", part.encode("utf-8", "replace") if self._form.keep_texts else b"")
            document.add_unsigned("digest", digest_of(text))
            for field, numbers in zip(_CODE_FIELDS, code, strict=False):
                document.add_unsigned(field, numbers)
            self._writer.add_document(document)
            self._terms += terms.count(" ") + 1 if terms else 0

    def commit(self, seq: int) -> Base:
        """Keep all that was put in, as of this number of the change sequence, and look at it."""
        self._writer.delete_documents_by_term("id", _BOOKMARK)
        mark = tantivy.Document(id=_BOOKMARK)
        mark.add_bytes("text", json.dumps({"seq": seq, "terms": self._terms}).encode())
        self._writer.add_document(mark)
        self._writer.commit()
        self._index.reload()
        self._before = Base(self._index)
        self._pending.clear()
        return self._before

    def close(self) -> None:
        """Let go of the lock, once segments are merged. What was not committed is lost."""
        self._writer.wait_merging_threads()
