"""JSON as it leaves: UTF-8, keys in the order of the contract."""

from typing import Any

from flask.json.provider import DefaultJSONProvider


class WireJson(DefaultJSONProvider):
    """Flask's JSON, not escaped to ASCII and not sorted."""

    ensure_ascii = False
    sort_keys = False

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """The JSON text of `obj`; half a surrogate pair, which UTF-8 cannot hold, stays a JSON escape."""
        return super().dumps(obj, **kwargs).encode("utf-8", "backslashreplace").decode()
