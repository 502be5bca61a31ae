import json


def test_a_key_is_shown_once_and_listed_by_its_prefix(run):
    made = run("keys", "create", "--name", "news desk", "--scope", "write")
    assert made.exit_code == 0
    secret = made.stdout.strip()
    assert "only its hash is stored" in made.stderr
    listed = run("keys", "list").stdout
    assert secret not in listed
    prefix = next(word for word in listed.split() if secret.startswith(word))
    assert "news desk" in listed
    assert run("keys", "revoke", prefix).stdout == "Revoked.\n"
    assert json.loads(run("keys", "list", "--json").stdout)["items"][0]["revoked_at"] is not None


def test_a_key_as_json(run):
    made = json.loads(run("keys", "create", "--name", "a", "--expires", "2999-01-01", "--json").stdout)
    assert made["scope"] == "read"
    assert made["expires_at"] == "2999-01-01T23:59:59Z"
    assert made["key"].startswith(made["prefix"])


def test_what_cannot_be_done_is_said(run):
    assert "No key in force" in run("keys", "revoke", "cdk_none").stderr
    assert "has passed" in run("keys", "create", "--name", "a", "--expires", "2001-01-01").stderr
    assert run("keys", "create", "--name", " ").exit_code == 1
    assert "300 characters" in run("keys", "create", "--name", "a" * 301).stderr
