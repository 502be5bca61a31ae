import pytest

from claims.compare.lexicon import Form, actions, cues, inflections


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("scrap", "scrap scraps scrapping scrapped"),
        ("deny", "deny denies denying denied"),
        ("agree", "agree agrees agreeing agreed"),
        ("sell", "sell sells selling sold"),
        ("cancel", "cancel cancels canceling cancelling canceled cancelled"),
        ("die", "die dies dying died"),
        ("acquit", "acquit acquits acquitting acquitted"),
    ],
)
def test_a_verb_has_all_its_forms(verb: str, forms: str) -> None:
    assert [text for _, text in inflections(verb)] == forms.split()


def test_every_relation_names_a_class() -> None:
    lexicon = actions()
    names = {entry.name for entries in lexicon.entries.values() for entry in entries}
    for relation in (lexicon.opposites, lexicon.near):
        assert set(relation) <= names
        assert {other for others in relation.values() for other in others} <= names


def test_opposites_are_mutual() -> None:
    opposites = actions().opposites
    assert all(name in opposites[other] for name, others in opposites.items() for other in others)


def test_no_class_is_its_own_opposite() -> None:
    assert not [name for name, others in actions().opposites.items() if name in others]


def test_an_event_noun_is_told_from_its_verb() -> None:
    assert {e.form for e in actions().entries["acquisition"]} == {Form.NOUN}


def test_longer_phrases_come_first() -> None:
    for found in cues().values():
        lengths = [len(cue.places) for cue in found]
        assert lengths == sorted(lengths, reverse=True)
