"""The doctor at the command line."""

import json


def test_a_ledger_that_is_well(run):
    run("demo", "--load")
    result = run("doctor", "--check")
    assert (result.exit_code, result.stdout) == (0, "All is well.\n")


def test_what_is_wrong_is_told_and_mended(run, tmp_path):
    run("demo", "--load")
    import sqlite3

    with sqlite3.connect(tmp_path / "ledger.db") as database:
        database.execute("UPDATE claims SET supports = 9")
    database.close()
    checked = run("doctor", "--check", "--json")
    assert checked.exit_code == 1
    told = json.loads(checked.stdout)
    assert told["repaired"] is False
    assert {each["ailment"] for each in told["found"]} == {"status"}
    assert run("doctor").exit_code == 0
    assert run("doctor", "--check").exit_code == 0
