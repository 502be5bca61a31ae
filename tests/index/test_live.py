"""A collection that follows: the same answers wherever a text is kept, and nothing lost whatever befalls a folder."""

import logging
import random
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.index import Form, LiveCollection
from claims.index.search import question
from tests.index.sequence import Sequence

MILL = "The paper mill at Oxley will close in May"
FERRY = "A new ferry links Harwell and Port Anders"
TRAM = "The tram to Port Anders will be free of charge"


@dataclass
class Kept:
    sequence: Sequence
    folder: Path | None

    def collection(self) -> LiveCollection:
        return LiveCollection(self.sequence.changes, self.folder, Form(keep_texts=True), most_recent=4)

    def caught_up(self) -> LiveCollection:
        collection = self.collection()
        collection.catch_up()
        return collection


@pytest.fixture(params=["in memory", "on disk"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    return Kept(Sequence(), tmp_path / "index" / "claims" if request.param == "on disk" else None)


@pytest.fixture
def on_disk(tmp_path: Path) -> Kept:
    return Kept(Sequence(), tmp_path / "index" / "claims")


def ids(collection: LiveCollection, text: str, limit: int = 10) -> list[str]:
    return [candidate.id for candidate in collection.nominate(text, limit)]


def standing(collection: LiveCollection) -> tuple[int, int]:
    state = collection.look()
    return state.texts, state.behind


def many(number: int) -> dict[str, str]:
    return {f"v{n}": f"Viaduct number {n} is open" for n in range(number)}


# what is found


def test_what_was_written_is_found_after_the_next_catching_up(kept):
    collection = kept.caught_up()
    kept.sequence.put(mill=MILL)
    assert ids(collection, "Oxley") == []
    collection.catch_up()
    assert ids(collection, "Oxley") == ["mill"]


def test_a_candidate_carries_its_text_from_wherever_it_is_kept(kept):
    kept.sequence.put(mill=MILL)
    collection = kept.caught_up()
    recent = collection.nominate("Oxley", 1)
    collection.fold()
    assert [c.text for c in recent] == [c.text for c in collection.nominate("Oxley", 1)] == [MILL]


def test_a_text_scores_the_same_recent_or_in_the_base(kept):
    kept.sequence.put(mill=MILL, ferry=FERRY, tram=TRAM)
    collection = kept.caught_up()
    recent = [(c.id, c.score) for c in collection.nominate("the free tram and the ferry to Port Anders", 5)]
    collection.fold()
    assert collection.look().behind == 0
    folded = [(c.id, c.score) for c in collection.nominate("the free tram and the ferry to Port Anders", 5)]
    assert [i for i, _ in recent] == [i for i, _ in folded] == ["tram", "ferry"]
    for (_, one), (_, other) in zip(recent, folded, strict=True):
        assert one == pytest.approx(other, rel=0.25)  # the base counts its bookmark as a text


@pytest.mark.parametrize("fold_between", [False, True])
def test_a_reworded_text_is_found_by_its_new_words_alone(kept, fold_between):
    kept.sequence.put(mill=MILL, ferry=FERRY)
    collection = kept.caught_up()
    if fold_between:
        collection.fold()
    kept.sequence.put(mill="The saw mill at Tennant has burnt down")
    collection.catch_up()
    assert ids(collection, "Oxley paper") == []
    assert ids(collection, "Tennant") == ["mill"]


@pytest.mark.parametrize("fold_between", [False, True])
def test_a_dropped_text_leaves_no_trace(kept, fold_between):
    kept.sequence.put(mill=MILL, ferry=FERRY, tram=TRAM)
    collection = kept.caught_up()
    if fold_between:
        collection.fold()
    kept.sequence.put(tram=None)
    collection.catch_up()
    assert ids(collection, "Port Anders") == ["ferry"]
    collection.fold()
    assert ids(collection, "Port Anders") == ["ferry"]
    assert collection.look().texts == 2


def test_texts_that_are_hidden_do_not_take_the_place_of_others(kept):
    kept.sequence.put(**many(40))
    collection = kept.caught_up()
    kept.sequence.put(**{f"v{n}": None for n in range(4)})
    collection.catch_up()
    for limit in (1, 5, 36, 50):
        found = ids(collection, "which viaduct is open", limit)
        assert len(found) == min(36, limit)
        assert not {"v0", "v1", "v2", "v3"} & set(found)


def test_where_many_changes_wait_they_go_into_the_base_at_once(kept):
    kept.sequence.put(**many(30))
    told: list[int] = []
    collection = kept.collection()
    collection.catch_up(told.append)
    assert standing(collection) == (30, 0)
    assert told[-1] == 30
    assert told == sorted(told)


def test_folding_is_due_when_half_of_what_may_be_recent_has_come_together(kept):
    kept.sequence.put(mill=MILL, ferry=FERRY)
    collection = kept.caught_up()
    assert not collection.is_due
    kept.sequence.put(tram=TRAM)
    collection.catch_up()
    assert collection.is_due
    collection.fold()
    assert not collection.is_due


WORDS = st.sampled_from("oxley harwell ferry tram mill paper may free 12 13".split())  # noqa: SIM905
TEXTS = st.none() | st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
STEPS = st.lists(st.tuples(st.sampled_from("abcdefgh"), TEXTS) | st.sampled_from(["catch up", "fold"]), max_size=25)


@settings(max_examples=60)
@given(STEPS)
def test_however_changes_and_folding_alternate_the_index_holds_what_the_store_holds(steps):
    sequence = Sequence()
    collection = LiveCollection(sequence.changes, None, Form(keep_texts=True), most_recent=4)
    for step in steps:
        if step == "catch up":
            collection.catch_up()
        elif step == "fold":
            collection.fold()
        else:
            sequence.put(**{step[0]: step[1]})
    collection.catch_up()
    assert list(collection.disagreements()) == []
    standing = {row.id: row.text for row in sequence.changes(0, 100) if row.text is not None}
    for word in "oxley harwell ferry tram mill paper free 12".split():  # noqa: SIM905
        found = {c.id: c.text for c in collection.nominate(word, 20)}
        assert found == {i: text for i, text in standing.items() if word in text.split()}


def test_threads_may_ask_while_others_catch_up_and_fold(kept):
    kept.sequence.put(mill=MILL)
    collection = kept.caught_up()
    finished = threading.Event()

    def ask() -> None:
        while not finished.is_set():
            assert "mill" in ids(collection, "the mill and the viaduct", 2000)

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    for n in range(30):
        kept.sequence.put(**{f"v{n}": f"Viaduct {n}"})
        collection.catch_up()
        if n % 3 == 2:
            collection.fold()
    finished.set()
    for asker in askers:
        asker.join()
    assert len(ids(collection, "viaduct", 100)) == 30


# what texts mean


class Colours:
    """A coder that knows one thing: which texts are of a red thing."""

    fingerprint = "colours"

    def codes_of(self, texts):
        return [(int("red" in text or "scarlet" in text), 0, 0, 2**64 - 1) for text in texts]

    def likeness(self, text, codes):
        return [float(code[0] == self.codes_of([text])[0][0] and code[3] == 2**64 - 1) for code in codes]


@pytest.fixture
def coloured(kept):
    kept.sequence.put(red="The bus is red", scarlet="A scarlet bus", green="The bus of Harwell, of Harwell", mill=MILL)
    collection = LiveCollection(kept.sequence.changes, kept.folder, Form(True, Colours()), most_recent=8)
    collection.catch_up()
    return collection


@pytest.mark.parametrize("fold_between", [False, True])
def test_of_texts_that_share_words_those_that_mean_the_like_come_first(coloured, fold_between):
    asked = "red bus, Harwell"
    if fold_between:
        coloured.fold()
    assert set(ids(coloured, asked, 2)) == {"red", "scarlet"}
    assert ids(coloured, asked, 3)[2] == "green"


def test_a_candidate_keeps_the_score_of_its_words(coloured):
    before = {c.id: c.wording for c in coloured.nominate("red bus, Harwell", 5)}
    coloured.fold()
    after = {c.id: c.wording for c in coloured.nominate("red bus, Harwell", 5)}
    assert before.keys() == after.keys() == {"red", "scarlet", "green"}
    assert max(before, key=before.__getitem__) == max(after, key=after.__getitem__) == "green"


def test_another_coder_makes_another_layout():
    assert len({Form(True).layout, Form(True, Colours()).layout}) == 2


def test_the_commonest_words_are_asked_for_only_where_rare_ones_are_few():
    counts = {"rail": 5_000} | {f"w{n}": n for n in range(1, 9)}
    asked = " ".join(counts)
    assert question(f"{asked} nowhere", 20_000, lambda term: counts.get(term, 0)) == [f"w{n}" for n in range(1, 9)]
    assert question("rail w1", 20_000, lambda term: counts.get(term, 0)) == ["w1", "rail"]
    assert len(question(asked, 200_000, lambda term: counts.get(term, 0))) == 9


# one folder, several processes (each with a collection of its own)


def test_one_brings_the_base_forward_and_the_others_go_on_from_it(on_disk):
    on_disk.sequence.put(**many(30))
    one, other = on_disk.caught_up(), on_disk.caught_up()
    on_disk.sequence.put(mill=MILL, ferry=FERRY, tram=TRAM)
    for each in (one, other):
        each.catch_up()
    one.fold()
    on_disk.sequence.put(lock="The lock at Tennant is dry")
    for each in (one, other):
        each.catch_up()
        assert standing(each) == (33, 1)
        assert ids(each, "Port Anders", 2) == ["ferry", "tram"] or ids(each, "Port Anders", 2) == ["tram", "ferry"]
        assert ids(each, "Tennant") == ["lock"]


def test_a_new_process_reads_only_what_came_after_the_base(on_disk):
    on_disk.sequence.put(**many(30))
    on_disk.caught_up()
    on_disk.sequence.put(mill=MILL)
    asked: list[int] = []

    def changes(after: int, limit: int):
        asked.append(after)
        return on_disk.sequence.changes(after, limit)

    collection = LiveCollection(changes, on_disk.folder, Form(keep_texts=True), most_recent=4)
    collection.catch_up()
    assert asked[-1] == 30
    assert ids(collection, "Oxley") == ["mill"]


def test_of_two_that_fold_at_once_each_finds_all(on_disk):
    on_disk.sequence.put(mill=MILL, ferry=FERRY, tram=TRAM)
    collections = [on_disk.caught_up() for _ in range(4)]
    threads = [threading.Thread(target=each.fold) for each in collections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in [*collections, on_disk.caught_up()]:
        assert sorted(ids(each, "Oxley ferry tram")) == ["ferry", "mill", "tram"]
        assert list(each.disagreements()) == []


# whatever becomes of the folder


def test_a_folder_deleted_under_a_running_process_is_made_again(on_disk):
    on_disk.sequence.put(**many(30))
    collection = on_disk.caught_up()
    shutil.rmtree(on_disk.folder.parent)
    assert len(ids(collection, "viaduct", 50)) == 30
    on_disk.sequence.put(mill=MILL, ferry=FERRY, tram=TRAM)
    collection.catch_up()
    assert len(ids(collection, "viaduct Oxley", 50)) == 31
    collection.fold()
    assert standing(collection) == (33, 0)
    assert on_disk.caught_up().look().texts == 33


def spoil(file: Path, how: str) -> None:
    if how == "gone":
        file.unlink()
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "cut short":
        file.write_bytes(file.read_bytes()[:-20])
    else:
        file.write_bytes(random.Random(1).randbytes(file.stat().st_size))


@pytest.mark.parametrize("how", ["gone", "empty", "cut short", "garbage"])
@pytest.mark.parametrize("suffix", [".json", ".idx", ".term", ".store", ".fieldnorm"])
def test_damaged_files_are_built_again_with_a_warning(on_disk, caplog, suffix, how):
    on_disk.sequence.put(**many(30))
    on_disk.caught_up()
    spoiled = [file for file in on_disk.folder.iterdir() if file.suffix == suffix and not file.name.startswith(".")]
    assert spoiled
    for file in spoiled:
        spoil(file, how)
    with caplog.at_level(logging.WARNING, "claims.index"):
        collection = on_disk.caught_up()
        found = ids(collection, "viaduct", 50)
    assert len(found) == 30
    assert list(collection.disagreements()) == []
    assert how == "gone" or caplog.messages


def test_the_index_of_another_ledger_is_not_believed(on_disk, tmp_path):
    on_disk.sequence.put(**many(30))
    on_disk.caught_up()
    other = Kept(Sequence(), on_disk.folder)
    other.sequence.put(**{f"w{n}": f"Weir {n}" for n in range(40)})
    collection = other.caught_up()
    assert ids(collection, "viaduct") == []
    assert len(ids(collection, "weir", 50)) == 40
    assert list(collection.disagreements()) == []


def test_a_folder_that_cannot_be_written_leaves_the_index_in_memory(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    kept = Kept(Sequence(), tmp_path / "file" / "claims")
    kept.sequence.put(**many(30))
    collection = kept.caught_up()
    assert len(ids(collection, "viaduct", 50)) == 30
    kept.sequence.put(mill=MILL, ferry=FERRY, tram=TRAM)
    collection.catch_up()
    collection.fold()
    assert ids(collection, "Oxley") == ["mill"]
    assert "kept in memory" in caplog.text


def test_rebuilt_the_index_is_the_same(on_disk):
    on_disk.sequence.put(**many(30), mill=MILL)
    collection = on_disk.caught_up()
    before = [(c.id, c.score) for c in collection.nominate("the viaduct at Oxley", 50)]
    collection.rebuild()
    assert [(c.id, c.score) for c in collection.nominate("the viaduct at Oxley", 50)] == before


def test_a_disagreement_names_the_text(on_disk):
    on_disk.sequence.put(**many(30))
    collection = on_disk.caught_up()
    on_disk.sequence.put(v3="Another text")
    on_disk.sequence.put(v4=None)
    assert sorted(collection.disagreements()) == ["v3", "v4"]
    collection.catch_up()
    assert list(collection.disagreements()) == []
