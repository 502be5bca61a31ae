import json
import subprocess
import sys
from pathlib import Path

WARN = """
import logging
from claims.logs import configure_logging
configure_logging()
logging.getLogger("claims.index.kept").warning("The index in %s cannot be used.", "here")
"""


def test_what_the_rooms_below_have_to_say_is_a_line_of_the_log():
    told = subprocess.run(
        [sys.executable, "-c", WARN], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True
    )
    line = json.loads(told.stderr)
    assert (line["level"], line["event"]) == ("warning", "The index in here cannot be used.")
