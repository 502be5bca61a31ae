import numpy as np
import pytest

from claims.domain.errors import InvalidInput
from claims.domain.match import Candidate
from claims.match import Shelf, transformer
from claims.match.transformer import Transformer

MILL = "Halden Paper will shut its pulp mill in Oxley"
FERRY = "The Port Anders ferry will be free of charge from June"
SAME_AS_FERRY = "Nobody pays for a crossing any more"


@pytest.fixture(scope="module")
def network():
    try:
        return Transformer()
    except InvalidInput as error:
        pytest.skip(str(error))


@pytest.fixture
def numbered():
    """In place of the network: sense by what is spoken of, whatever the words."""

    class Numbered:
        def vector_of(self, text):
            return np.eye(2, dtype=np.float32)[int("ferry" in text or "crossing" in text)]

        def vectors_of(self, texts):
            return np.array([self.vector_of(text) for text in texts])

    return Numbered()


def test_without_the_extra_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(transformer, "find_spec", lambda _: None)
    with pytest.raises(InvalidInput, match=r"pip install .* -r requirements-semantic\.txt"):
        Transformer()


def test_a_claim_of_the_same_sense_is_found_and_says_so(numbered):
    # So many that are nearer by their words that meaning alone would not bring it up.
    others = {f"c{n}": f"Nobody pays for bus number {n} any more" for n in range(120)}
    shelf = Shelf({**others, "ferry": FERRY}, transformer=numbered)
    assert "ferry" not in {match.claim_id for match in Shelf({**others, "ferry": FERRY}).rank(SAME_AS_FERRY, [], 999)}
    found = {match.claim_id: match for match in shelf.rank(SAME_AS_FERRY, [], 999)}
    (sense,) = [signal for signal in found["ferry"].signals if signal.name == "sense"]
    assert (sense.score, sense.detail) == (1.0, "A transformer that read both finds 100% the same sense in them.")


def test_sense_counts_in_the_ranking(numbered):
    both = [Candidate("mill", 8.0), Candidate("ferry", 8.0)]
    ranked = Shelf({"mill": MILL, "ferry": FERRY}, transformer=numbered).rank("A crossing", both, 5)
    assert ranked[0].claim_id == "ferry"


def test_nothing_on_file_is_nothing_ranked(numbered):
    assert Shelf({}, transformer=numbered).rank(MILL, [], 5) == []


def test_texts_of_one_sense_lie_nearer_than_others(network):
    ferry, mill, said = network.vectors_of([FERRY, MILL, "Boat passengers in Port Anders pay nothing from summer on"])
    assert said @ ferry > 0.5 > said @ mill


def test_a_text_has_one_direction_whatever_stands_beside_it(network):
    alone = Transformer().vector_of(MILL)
    assert np.array_equal(alone, network.vectors_of([FERRY * 9, MILL, "", FERRY])[1])
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)


def test_progress_is_told(network):
    told = []
    Transformer(progress=lambda done, total: told.append((done, total))).vectors_of([FERRY, MILL])
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("odd", ["", " ", "\0", "\ud800", "🦊🦊", "x" * 1_000_000, "((((" * 500, "a " * 500_000])
def test_odd_texts_have_a_direction(network, odd):
    assert np.isfinite(network.vector_of(odd)).all()
    assert Shelf({"odd": odd, "mill": MILL}, transformer=network).rank(odd, [], 5)
