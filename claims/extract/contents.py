"""The content of speech: where what somebody said begins and ends around its verb."""

from claims.extract.lexicon import group, word_set
from claims.extract.scene import Scene
from claims.extract.speech_verbs import Form, SpeechVerb, speech_verbs

_QUESTION_WORDS = group("question words")
_LONGEST = 100  # words in which another verb of speech may end a content
_ADVERBIAL = group("adverbial heads")


def content_start(scene: Scene, at: int, verb: SpeechVerb, hi: int) -> int | None:
    """The first word of what the verb tells, on its right; None where there is nothing it could tell."""
    start = at + 1
    if verb.base in ("point", "speak", "call") and scene.low(start) in ("out", "to", "for", "on"):
        start += 1
    if verb.hearer:
        start = _after_hearer(scene, start, hi)
    elif scene.low(start) in _ADVERBIAL or scene.words[min(start, hi - 1)].text in word_set("calendar.txt"):
        start = start if verb.to and scene.low(start) == "to" else _after_adverbial(scene, start, hi)
    if start < hi and scene.low(start) in (":", ","):
        start += 1
        if not opens_quote(scene, start):
            return None
    if start >= hi and not opens_quote(scene, start):
        return None
    return start if _takes(scene, start, verb) else None


def _after_hearer(scene: Scene, start: int, hi: int) -> int:
    if scene.low(start) in word_set("prepositions.txt"):
        return hi
    for at in range(start, min(hi, start + 12)):
        if scene.low(at) in _QUESTION_WORDS or scene.low(at) == ":" or opens_quote(scene, at):
            return at
        if scene.low(at) == "to" and at > start:
            return at
    if scene.low(start) in ("the", "a", "an", "its", "his", "her", "their"):
        start += 1
    return start + 1


def _after_adverbial(scene: Scene, start: int, hi: int) -> int:
    """Past "on Monday" or "in a statement"."""
    for at in range(start, min(hi, start + 14)):
        if scene.low(at) in ("that", ":", "whether") or opens_quote(scene, at):
            return at
        if scene.low(at) == ",":
            return at
    at = start
    while at < hi and (scene.words[at].text in word_set("calendar.txt") or scene.low(at) in ("on", "last", "this")):
        at += 1
    return at if at > start and scene.words[at - 1].text in word_set("calendar.txt") else hi


def opens_quote(scene: Scene, at: int) -> bool:
    """Whether a quotation begins with word `at`."""
    return at < len(scene.words) and scene.quoted[at] >= 0 and scene.quotes[scene.quoted[at]][0] == at


def _takes(scene: Scene, start: int, verb: SpeechVerb) -> bool:
    low = scene.low(start)
    if opens_quote(scene, start):
        return True
    if not scene.words[start].is_word and scene.words[start].text not in "$€£¥#@":
        return False
    if low == "to":
        return verb.to
    if low in _QUESTION_WORDS:
        return verb.clause or verb.that or verb.hearer
    if low in word_set("prepositions.txt") or low in ("and", "or", "but"):
        return False
    return verb.clause or verb.object or verb.hearer


def content_end(scene: Scene, start: int, hi: int) -> int:
    """Where the content ends: with its quotation, before another verb of speech, or with the sentence."""
    if opens_quote(scene, start):
        quote_end = scene.quotes[scene.quoted[start]][1]
        if quote_end >= hi or not scene.words[quote_end].is_word:
            return quote_end
    end = hi
    for at in range(start + 1, min(hi, start + _LONGEST)):
        if scene.quoted[at] < 0 and _breaks_off(scene, at):
            end = at
            break
    last = end - 1
    if scene.quoted[last] >= 0:
        return scene.quotes[scene.quoted[last]][1]
    while end > start and scene.words[end - 1].text in ".!?,;:":
        end -= 1
    return end


def _breaks_off(scene: Scene, at: int) -> bool:
    """Whether other speech begins here: ", adding that", "and warned", ", according to"."""
    verb = speech_verbs().get(scene.low(at + 1))
    if scene.low(at) == ",":
        return (verb is not None and verb.form is Form.ING) or scene.low(at + 1) in ("according", "citing")
    return scene.low(at) in ("and", "but") and verb is not None and verb.form in (Form.PAST, Form.THIRD)


def is_adverbial(scene: Scene, first: int, last: int) -> bool:
    """Whether the words are "in a letter on Monday" rather than a clause: a preposition first, and no verb."""
    low = scene.low(first)
    if low not in word_set("prepositions.txt"):
        return low in ("asked", "speaking", "writing")
    verbs = group("forms of be") | group("forms of have") | group("future")
    return not any(w.low in verbs or w.low.endswith("ed") for w in scene.words[first:last])
