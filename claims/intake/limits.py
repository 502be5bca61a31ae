"""How much intake reads at once."""

from dataclasses import dataclass

from claims.domain.errors import TooLarge


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`max_chars` bounds a stored text, `max_bytes` what comes in: a file, a page's source, a feed, a line."""

    max_chars: int = 1_000_000
    max_bytes: int = 4_000_000

    def check_raw(self, raw: str | bytes, field: str) -> None:
        """Raises TooLarge for more than `max_bytes` bytes, or as many characters."""
        if len(raw) > self.max_bytes:
            unit = "bytes" if isinstance(raw, bytes) else "characters"
            raise TooLarge.of(field, f"The {field} has {len(raw):,} {unit}; at most {self.max_bytes:,} are read.")

    def check_text(self, text: str, field: str) -> None:
        """Raises TooLarge for more than `max_chars` characters."""
        if len(text) > self.max_chars:
            message = f"The {field} has {len(text):,} characters; at most {self.max_chars:,} are kept."
            raise TooLarge.of(field, message)
