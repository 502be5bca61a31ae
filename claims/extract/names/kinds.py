"""What a name names: told by lists, by its own words, and by the words around it, in this order of trust."""

from collections.abc import Callable
from functools import cache

from claims.domain.mention import EntityKind
from claims.extract.casing import Cased, is_ordinary
from claims.extract.lexicon import group, phrase_set, word_set
from claims.extract.names.context import Context
from claims.extract.names.lists import aliases, name_words, places
from claims.extract.words import bare

_ORGANISATION, _PERSON, _PLACE = EntityKind.ORGANISATION, EntityKind.PERSON, EntityKind.PLACE
_PRODUCT, _OTHER = EntityKind.PRODUCT, EntityKind.OTHER

Rule = Callable[[Context], EntityKind | None]


def kind_of(cased: Cased, first: int, last: int) -> tuple[int, EntityKind]:
    """The kind of the name in these words, and how little it is to be trusted: 0 is as good as certain."""
    context = Context.of(cased, first, last)
    for doubt, rule in enumerate(RULES):
        kind = rule(context)
        if kind is not None:
            return doubt, kind
    return len(RULES), _OTHER


@cache
def _listed() -> dict[str, EntityKind]:
    lists = {
        _ORGANISATION: phrase_set("known_names.txt"),
        _OTHER: phrase_set("events.txt"),
        _PRODUCT: phrase_set("products.txt"),
        _PLACE: places() | frozenset(name for name in aliases() if name not in ("EU", "E.U", "UN", "U.N")),
    }
    return {name: kind for kind, names in lists.items() for name in names}


def _by_list(context: Context) -> EntityKind | None:
    kind = _listed().get(context.name)
    if kind is None and context.name.isupper() and len(context.name) > 3:
        kind = _listed().get(context.name.title())
    if kind is None and context.name in aliases():
        return _ORGANISATION
    return kind


def _by_legal_form(context: Context) -> EntityKind | None:
    """A legal form, "&" or "Sons" makes an organisation."""
    parts = context.parts
    if len(parts) > 1 and (parts[-1] in word_set("legal_suffixes.txt") or "&" in parts or "/" in parts):
        return _ORGANISATION
    family = len(parts) > 2 and parts[-2].lower() == "and" and parts[-1].lower() in group("family")
    return _ORGANISATION if family else None


def _by_of(context: Context) -> EntityKind | None:
    """ "Bank of", "Gulf of", "Duke of", "Treaty of"."""
    parts = context.parts
    for at in range(1, len(parts) - 1):
        if parts[at] not in ("of", "for"):
            continue
        head = parts[at - 1]
        for group_name, kind in _OF_KINDS.items():
            if head in name_words(group_name):
                return kind
    return None


_OF_KINDS = {
    "of people": _PERSON,
    "of others": _OTHER,
    "of places": _PLACE,
    "of organisations": _ORGANISATION,
}


def _by_title(context: Context) -> EntityKind | None:
    """ "Mr", "President", or "34," behind."""
    return _PERSON if context.has_title else None


def _by_number(context: Context) -> EntityKind | None:
    """ "Highway 47", "Channel 4", "Falcon 9", "Pico X2"; a lone "A14" is a road."""
    parts = context.parts
    if not any(letter.isdigit() for letter in parts[-1]):
        return _PRODUCT if len(parts) > 1 and len(parts[-1]) == 1 and parts[-1].isupper() else None
    head = parts[-2] if len(parts) > 1 else ""
    if head in name_words("numbered places"):
        return _PLACE
    if head in name_words("numbered organisations"):
        return _ORGANISATION
    if head:
        return _PRODUCT
    name = parts[0]
    road = name[:1] in "AMBEI" and name[1:].isdigit() and context.before[-1:] == ("the",)
    return _PLACE if road else _PRODUCT if name[:1].isalpha() else _ORGANISATION


def _by_last_word(context: Context) -> EntityKind | None:
    """A word at the end that makes the name one of an organisation, a place or an event."""
    if len(context.parts) < 2:
        return None
    last = context.parts[-1]
    if context.parts[0] in word_set("first_names.txt") and last in name_words("surnames too"):
        return _PERSON
    if last in name_words("event tails"):
        return _OTHER
    if last in word_set("org_words.txt"):
        return _ORGANISATION
    if last in word_set("place_words.txt"):
        return _PLACE
    return _PRODUCT if last.lower() in name_words("product nouns") else None


def _by_first_word(context: Context) -> EntityKind | None:
    """A given name makes a person, "Mount" and "Lake" a place."""
    parts = context.parts
    if len(parts) < 2:
        return None
    if parts[0] in name_words("place heads"):
        return _PLACE
    return _PERSON if parts[0] in word_set("first_names.txt") else None


def _by_initials(context: Context) -> EntityKind | None:
    """ "J. D. Harlan", "Robert F. Kenny", "Charles de Bruyn", "Kroll Jr."."""
    parts = context.parts
    if len(parts) < 2:
        return None
    initial = any(len(part) == 1 and part.isalpha() and part.isupper() for part in parts[:-1])
    particle = any(part in group("particles") for part in parts[1:-1]) or any(
        part.split("-", 1)[0] in group("particles") and "-" in part for part in parts[1:]
    )
    return _PERSON if initial or particle or parts[-1] in ("Jr", "Sr", "II", "III") else None


def _by_inner_word(context: Context) -> EntityKind | None:
    """A word of organisations inside or a place at the end: "Lagos State House", "Air Senegal", "Oslo Bears"."""
    first, rest = context.parts[0], context.parts[1:]
    inner = any(part in word_set("org_words.txt") for part in rest)
    branch = bool(rest) and rest[-1] in places() and first not in name_words("place prefixes")
    team = bool(rest) and first in places() and rest[-1].endswith("s")
    return (
        _ORGANISATION
        if inner
        or branch
        or team
        or (rest and context.parts[first in ("La", "Le", "El", "Il", "The")] in name_words("organisation heads"))
        else None
    )


def _by_apposition(context: Context) -> EntityKind | None:
    """What the text says the bearer is: "the mayor of Sund", "drug Veltoril", "the Perseus probe"."""
    if context.after[:1] and context.after[0] in name_words("product nouns") and len(context.before) > 0:
        return _PRODUCT
    for noun in (*context.nouns_before, *context.nouns_after):
        kind = _kind_of_noun(noun)
        if kind is not None:
            return kind
    return None


def _kind_of_noun(low: str) -> EntityKind | None:
    if low in name_words("kin") or low in word_set("roles.txt"):
        return _PERSON
    if low in name_words("place nouns"):
        return _PLACE
    if low in name_words("product nouns"):
        return _PRODUCT
    if low in name_words("organisation nouns") or (low.endswith("maker") and len(low) > 6):
        return _ORGANISATION
    return None


def _by_preposition(context: Context) -> EntityKind | None:
    """ "in Tarnow", "near Lake", "Tarnow-based", "Tarnow, Poland", "the mayor of Sund"."""
    before, after = context.before, context.after
    if context.based:
        return _PLACE
    if len(before) > 1 and before[-1] in ("of", "in", "at", "for") and before[-2] in name_words("headed"):
        return _ORGANISATION
    if before and before[-1] in name_words("place prepositions"):
        return None if after[:1] == ("'s",) else _PLACE
    if len(before) > 1 and before[-1] == "of" and before[-2] in name_words("governed"):
        return _PLACE
    followed = context.after[:1] and context.after[0] in name_words("after places")
    beside = context.within_place or context.beside_place or context.of_name
    return _PLACE if beside or (followed and len(context.parts) == 1) else None


def _by_prefix(context: Context) -> EntityKind | None:
    """ "Little Belding", "San Aurelio": a place, where nothing else spoke."""
    parts = context.parts
    if any(joint in context.name for joint in ("-on-", "-upon-", "-sur-", "-under-", "-am-")):
        return _PLACE
    front = len(parts) > 1 and parts[0] in name_words("place prefixes")
    return _PLACE if front and not is_ordinary(parts[1].lower()) else None


def _by_possession(context: Context) -> EntityKind | None:
    """ "Zolta Varn's parent": what only an organisation has."""
    owns = context.after[:1] == ("'s",) and context.after[1:2] and context.after[1] in name_words("of a firm")
    return _ORGANISATION if owns else None


def _by_verb(context: Context) -> EntityKind | None:
    """What the bearer does, or what is said to be its: "Zolta recalled", "Zolta shares", "Kroll resigned"."""
    following = next((word for word in context.after if word not in name_words("before verbs")), "")
    if following in name_words("shares") or following in name_words("corporate verbs"):
        return _ORGANISATION if len(context.parts) == 1 or not _looks_like_person(context) else None
    if following in name_words("personal verbs"):
        return _PERSON
    return None


def _by_letters(context: Context) -> EntityKind | None:
    """ "NUF", "BioNTech", "easyJet", "3M"."""
    name = context.parts[-1]
    if len(context.parts) > 1 and (name.isupper() or is_ordinary(name.lower())):
        return None
    shouted = name.isupper() and 2 <= len(name) <= 6
    inner = any(letter.isupper() for letter in name[1:]) and not name.startswith(("Mc", "Mac", "O'", "O’", "D'", "D’"))
    return _ORGANISATION if shouted or (inner and "-" not in name) else None


def _by_opening_letters(context: Context) -> EntityKind | None:
    """ "IG Metall", "NXP Semi": letters open the name of a firm, but with a J that of a person, "JD Harlan"."""
    first, rest = context.parts[0], context.parts[1:]
    letters = 2 <= len(first) <= 4 and first.isalpha() and first.isupper() and "J" not in first
    return _ORGANISATION if letters and rest and not rest[-1].isupper() else None


def _by_ordinary_words(context: Context) -> EntityKind | None:
    """ "Merrow Glass": a name that ends with an ordinary word is a firm's; two unusual words are a person's."""
    parts = [part for part in context.parts if part not in (".", ",")]
    if len(parts) < 2:
        return None
    if is_ordinary(bare(parts[-1].lower())):
        return _ORGANISATION
    person = len(parts) <= 4 and _looks_like_person(context) and context.before[-1:] != ("the",)
    return _PERSON if person else None


def _by_given_name(context: Context) -> EntityKind | None:
    return _PERSON if context.name in word_set("first_names.txt") else None


def _looks_like_person(context: Context) -> bool:
    parts = context.parts
    return len(parts) > 1 and not any(is_ordinary(part.lower()) for part in (parts[0], parts[-1]))


def _by_speech(context: Context) -> EntityKind | None:
    """A lone name that speaks is most often a person's behind a quotation, and else a firm's, as where it owns."""
    if not context.after or not (context.after[0] == "'s" or context.after[0] in group("plainly speaking")):
        return None
    return _PERSON if context.before[-1:] in (('"',), ("”",)) else _ORGANISATION


RULES: tuple[Rule, ...] = (
    _by_list,
    _by_legal_form,
    _by_of,
    _by_title,
    _by_number,
    _by_last_word,
    _by_first_word,
    _by_initials,
    _by_inner_word,
    _by_apposition,
    _by_preposition,
    _by_prefix,
    _by_letters,
    _by_opening_letters,
    _by_possession,
    _by_verb,
    _by_ordinary_words,
    _by_given_name,
    _by_speech,
)
