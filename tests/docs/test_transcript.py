"""Console blocks are run and written anew; all else in a document stays as it is."""

import pytest

from tests.docs.transcript import rewritten

PAGE = """# A page

```console
$ first
old
$ second 'a
b'
```

```json
$ first
```
"""


def test_each_answer_takes_the_place_of_the_one_before():
    told = rewritten(PAGE, lambda command, shown: f"{command!r} was {shown!r}\n")
    assert told == PAGE.replace("old\n", "'first' was 'old'\n\n").replace("b'\n", "b'\n\"second 'a\\nb'\" was ''\n")


def test_writing_twice_changes_nothing():
    once = rewritten(PAGE, lambda command, _: f"{command.split()[0]}\n\ndone")
    assert rewritten(once, lambda command, shown: shown) == once


def test_a_failure_names_its_command():
    with pytest.raises(ZeroDivisionError) as failed:
        rewritten(PAGE, lambda *_: str(1 / 0))
    assert failed.value.__notes__ == ["at $ first"]


def test_a_block_that_is_left_open_is_refused():
    with pytest.raises(ValueError, match="not closed"):
        rewritten("```console\n$ first\n", lambda *_: "")
