"""Which stance a passage takes, by its chances: support is believed only where it is likely, since a false one is worst.

The rules decide nothing here: what they find is among what was weighed, and over passages that were not learnt from
they are right less often than all together (docs/models/passages.md).
"""

from collections.abc import Mapping

from claims.domain.evidence import Stance

SURELY = 0.75  # chance from which a passage supports, and from which a status may rest on what was weighed


def chosen(chances: Mapping[Stance, float], *, may_support: bool) -> Stance:
    """The stance with the best chance, of support only from SURELY on and where nothing that binds differs."""
    if may_support and chances[Stance.SUPPORTS] >= SURELY:
        return Stance.SUPPORTS
    return max((stance for stance in chances if stance is not Stance.SUPPORTS), key=lambda stance: chances[stance])
