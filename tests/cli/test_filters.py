import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import OPENING

ROOT = Path(__file__).parents[2]
FILTERS = ["extract", "stance", "quantities", "dates", "quotes", "worthiness"]


def answer(run, name, *options, **fields):
    result = run(name, *options, stdin=json.dumps(fields))
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_extract_gives_claims_with_their_place(run):
    given = answer(run, "extract", id="a", text=OPENING, published_at="2024-03-04")
    assert given["id"] == "a"
    (claim,) = given["claims"]
    span = claim["span"]
    assert OPENING[span["start"] : span["end"]] == span["text"] == claim["text"]
    assert claim["deadline"]["date"] == "2024-05-31"
    assert {"kind", "claimant", "quantities", "entities"} <= claim.keys()


def test_match_ranks_the_claims_of_a_file(run, tmp_path):
    claims = [
        {"id": "branches", "text": "Harrow Bank will open 40 branches.", "title": "Bank"},
        {"id": "tannery", "text": "Carrow Leather closed its tannery."},
        {"id": 7, "text": "Harrow Bank will close a branch.", "title": None},
    ]
    (tmp_path / "claims.jsonl").write_text("\n".join(map(json.dumps, claims)))
    given = answer(run, "match", "--claims", "claims.jsonl", id=1, text="Harrow Bank plans 40 branches, it said.")
    assert given["matches"][0]["claim_id"] == "branches"
    assert [m["score"] for m in given["matches"]] == sorted((m["score"] for m in given["matches"]), reverse=True)
    assert given["matches"][0]["signals"][0].keys() == {"name", "score", "detail"}
    one = answer(run, "match", "--claims", "claims.jsonl", "-k", "1", id=1, text="Harrow Bank plans 40 branches.")
    assert len(one["matches"]) == 1


def test_match_names_the_line_of_a_claim_that_cannot_be_read(run, tmp_path):
    (tmp_path / "claims.jsonl").write_text('{"id": "a", "text": "b"}\n{"id": "c"}')
    result = run("match", "--claims", "claims.jsonl", stdin="")
    assert (result.exit_code, result.stderr) == (1, "Error: Line 2 of the claims: 'text' is missing or not text.\n")


def test_match_with_a_transformer_that_is_not_installed_says_how_to_install_it(run, tmp_path, monkeypatch):
    monkeypatch.setattr("claims.match.transformer.find_spec", lambda _: None)
    monkeypatch.setenv("CLAIMS_SEMANTIC", "on")
    (tmp_path / "claims.jsonl").write_text('{"id": "a", "text": "b"}')
    result = run("match", "--claims", "claims.jsonl", stdin="")
    assert result.exit_code == 1
    assert "`semantic` is not installed; python -m pip install" in result.stderr
    assert run("match", "--no-semantic", "--claims", "claims.jsonl", stdin="").exit_code == 0


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Harrow Bank denied that it will open 40 branches in Marlfield.", "refutes"),
        ("Rain is expected in the valley on Friday.", "unrelated"),
        ("", "unrelated"),
    ],
)
def test_stance_says_what_an_article_says_of_a_claim(run, text, stance):
    claim = "Harrow Bank will open 40 branches in Marlfield."
    given = answer(run, "stance", id="x", claim=claim, text=text, claimed_at="2024-03-04", published_at="2024-03-09")
    assert given["stance"] == stance
    assert given.keys() == {"id", "stance", "strength", "score", "passage", "signals"}
    passage = given["passage"]
    assert text[passage["start"] : passage["end"]] == passage["text"]


def test_quantities_count_in_the_text_as_it_was_given(run):
    text = "\r\n Cafe\u0301: they paid 4.5 million euros."
    (quantity,) = answer(run, "quantities", id=None, text=text)["quantities"]
    assert (quantity["value"], quantity["unit"], quantity["comparator"]) == ("4500000", "EUR", "=")
    assert text[quantity["start"] : quantity["end"]] == quantity["text"]


def test_dates_give_the_first_and_the_last_day_meant(run):
    text = "The mill will open in May."
    (found,) = answer(run, "dates", id="x", text=text, published_at="2024-03-04")["dates"]
    assert (found["from"], found["to"], found["precision"]) == ("2024-05-01", "2024-05-31", "month")
    assert text[found["start"] : found["end"]] == found["text"]


def test_quotes_give_who_by_which_verb_and_what(run):
    text = "“We have four kilns,” Ilse Brandt said."
    (told,) = answer(run, "quotes", id="x", text=text)["attributions"]
    assert told["claimant"]["text"] == "Ilse Brandt"
    assert told["cue"]["text"] == "said"
    assert "four kilns" in told["content"]["text"]
    assert (told["speaker"], told["anonymous"], told["via"], told["manner"]) == ("Ilse Brandt", False, None, "said")
    for part in ("claimant", "cue", "content"):
        assert text[told[part]["start"] : told[part]["end"]] == told[part]["text"]


def test_worthiness_tells_a_claim_from_small_talk(run):
    claim = answer(run, "worthiness", id="x", text=OPENING)
    talk = answer(run, "worthiness", id="x", text="Thank you, and good evening.")
    assert (claim["worthy"], talk["worthy"]) == (True, False)
    assert 0 <= talk["score"] < claim["score"] <= 1


@pytest.mark.parametrize("name", FILTERS)
def test_a_bad_line_is_reported_by_number_and_the_rest_is_answered(run, name):
    good = json.dumps({"id": "g", "claim": "It opened.", "text": OPENING, "published_at": "2024-03-04"})
    result = run(name, stdin=f'{good}\n\n{{"id": "b", "text": 5}}\n[]\n{{bad\n{good}\n')
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["g", "g"]
    assert [json.loads(line)["line"] for line in result.stderr.splitlines()] == [3, 4, 5]


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("text", ["", "\0", "\ud800 x", "a\u202eb", "x" * 50_000, "“" * 2_000, "$" * 2_000])
def test_whatever_the_text_a_line_comes_back(run, name, text):
    fields = {"id": "a", "claim": "It opened.", "text": text, "published_at": "2024-03-04"}
    assert answer(run, name, **fields)["id"] == "a"


def test_dates_need_to_know_the_day_of_the_telling(run):
    result = run("dates", stdin='{"id": 1, "text": "in May"}')
    assert json.loads(result.stderr) == {"line": 1, "error": "'published_at' is missing or not text."}


def test_an_error_of_ours_on_one_line_does_not_stop_the_others(run, monkeypatch):
    def breaks(item):
        if item.id == "a":
            raise KeyError("never mind")
        return ()

    monkeypatch.setattr("claims.services.filters.quantities_of", breaks)
    result = run("quantities", stdin='{"id": "a", "text": ""}\n{"id": "b", "text": ""}')
    assert json.loads(result.stdout) == {"id": "b", "quantities": []}
    assert "Unexpected KeyError" in json.loads(result.stderr)["error"]


def test_a_line_over_the_limit_is_an_error(run, monkeypatch):
    monkeypatch.setenv("CLAIMS_MAX_BODY_BYTES", "100")
    result = run("quantities", stdin='{"id": 1, "text": "' + "x" * 200 + '"}\n{"id": 2, "text": "x"}')
    assert json.loads(result.stdout)["id"] == 2
    assert "longer than 100 bytes" in result.stderr


@pytest.mark.parametrize("name", FILTERS)
def test_no_database_is_opened(run, name, tmp_path):
    answer(run, name, id="a", claim="It opened.", text=OPENING, published_at="2024-03-04")
    assert not list(tmp_path.glob("*.db"))


def test_each_line_is_answered_before_the_next_one_comes():
    command = [sys.executable, "-m", "claims", "quantities"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": "40 branches opened."}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
    assert process.returncode == 0
