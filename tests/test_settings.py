"""Settings come from the environment once, typed, and wrong ones are named."""

from pathlib import Path

import pytest

from claims.domain.errors import InvalidInput
from claims.settings import Settings


def test_nothing_set_gives_the_defaults():
    assert Settings.from_env({"PATH": "/bin"}) == Settings()


def test_each_is_read_as_the_type_of_its_default():
    settings = Settings.from_env(
        {
            "CLAIMS_PORT": "9",
            "CLAIMS_GRACE_DAYS": "5",
            "CLAIMS_SEMANTIC": "on",
            "CLAIMS_FETCH_ALLOW_HOSTS": "a.example, b.example",
        }
    )
    assert (settings.port, settings.policy.grace_days, settings.semantic) == (9, 5, True)
    assert settings.fetch_allow_hosts == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLAIMS_PORT", "http"),
        ("CLAIMS_SEMANTIC", "1"),
        ("CLAIMS_GRACE_DAYS", "-1"),
        ("CLAIMS_MONEY_TOLERANCE", "nan"),
        ("CLAIMS_PROT", "1"),
    ],
)
def test_what_cannot_be_used_is_named(name, value):
    with pytest.raises(InvalidInput, match=name):
        Settings.from_env({name: value})


def test_every_setting_is_in_the_operations_manual():
    manual = (Path(__file__).parents[1] / "docs" / "operations.md").read_text("utf-8")
    names = [*Settings.__slots__, *Settings().policy.__slots__]
    missing = [name for name in names if name != "policy" and f"`CLAIMS_{name.upper()}`" not in manual]
    assert missing == []
