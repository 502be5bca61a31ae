"""Which stance a passage takes, by its chances; support only where it is likely, since a false one is the worst error.

What the rules find to support is right in half of the passages that were not learnt from (docs/models/passages.md), so
that it has to be likely too. Since it has met every truth condition it needs a lesser chance.
"""

from collections.abc import Mapping

from claims.domain.evidence import Stance

SURELY = 0.7  # chance from which a passage supports, and from which a status may rest on what was weighed
_LIKELY = 0.5  # the same where the rules find it to support as well
_SECOND = 0.25  # chance from which it refutes where a support is not believed


def chosen(chances: Mapping[Stance, float], ruled: Stance, *, may_support: bool) -> Stance:
    """The stance with the best chance, of support only where it is likely enough and nothing that binds differs."""
    supports = chances[Stance.SUPPORTS]
    if may_support and supports >= (_LIKELY if ruled is Stance.SUPPORTS else SURELY):
        return Stance.SUPPORTS
    others = sorted((s for s in chances if s is not Stance.SUPPORTS), key=lambda stance: -chances[stance])
    unbelieved = chances[others[0]] < supports
    if unbelieved and others[0] is Stance.REFUTES and chances[Stance.REFUTES] < _SECOND:
        return Stance.DISCUSSES
    return others[0]
