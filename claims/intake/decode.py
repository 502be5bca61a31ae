"""Bytes into characters."""

import codecs

from claims.domain.errors import InvalidInput

# The encodings that pages and files still come in, as the Encoding Standard of the web lists them.
_LATIN_NAMES = """
cp1252 cp1250 cp1254 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-10 iso8859-13 iso8859-14 iso8859-15
iso8859-16 mac-roman
"""
_OTHER_NAMES = """
cp1251 cp1253 cp1255 cp1256 cp874 iso8859-5 iso8859-6 iso8859-7 iso8859-8 koi8-r koi8-u
cp949 cp932 euc_jp gbk gb18030 big5 big5hkscs
"""
_OTHER = _OTHER_NAMES.split()
_LEGACY = frozenset([*_LATIN_NAMES.split(), *_OTHER])
_READ_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}

# What looks like another encoding, or like no text at all, to whoever was not told; and the byte by which it is known.
_ONLY_TOLD = {"utf-16": b"\0", "utf-16-le": b"\0", "utf-16-be": b"\0", "iso2022_jp": b"\x1b"}

# Bytes that no text holds, whatever its encoding: C0 controls but tab, line ends, form feed and escape.
_BINARY = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))


def decode(raw: bytes, field: str, *declared: str | None) -> str:
    """The characters of `raw`.

    A byte order mark decides; then UTF-8, which other encodings hardly ever satisfy by chance; then the
    encodings declared, in their order: by the HTTP header, by the page itself; then the likeliest one. Raises
    InvalidInput for binary data.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                raise InvalidInput.of(field, f"The {field} begins as {encoding} but is not valid {encoding}.") from None
    names = [name for each in declared if (name := _name_of(each)) is not None]
    if (text := _decode_told(raw, names)) is not None:
        return text
    _refuse_binary(raw, field)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = next((text for name in names if (text := _decode_as(raw, name)) is not None), None)
    return _decode_likeliest(raw, field) if text is None else text


def _name_of(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    return _READ_AS.get(name, name)


def _decode_told(raw: bytes, names: list[str]) -> str | None:
    for name in names:
        if name in _ONLY_TOLD and _ONLY_TOLD[name] in raw:
            try:
                return raw.decode(name)
            except UnicodeDecodeError:
                continue
    return None


def _refuse_binary(raw: bytes, field: str) -> None:
    if raw.startswith(b"%PDF-"):
        raise InvalidInput.of(field, f"The {field} is a PDF file; hand in its text instead.")
    controls = len(raw) - len(raw.translate(None, _BINARY))
    if b"\0" in raw or controls > len(raw) / 50:
        message = f"The {field} is binary data, not text; texts are read as UTF-8, or UTF-16 with a byte order mark."
        raise InvalidInput.of(field, message)


def _decode_as(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name) if name in _LEGACY else None
    except UnicodeDecodeError:
        return None


def _decode_likeliest(raw: bytes, field: str) -> str:
    """Windows-1252 for the Latin script, as browsers do; other scripts by their statistics.

    The encodings of the Latin script differ in a few letters that statistics of a short text cannot tell
    apart, while in other scripts most bytes are not ASCII.
    """
    from charset_normalizer import from_bytes

    outside_ascii = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    if outside_ascii < len(raw) / 4:
        return raw.decode("cp1252", "replace")
    best = from_bytes(raw, cp_isolation=_OTHER).best()
    if best is None:
        raise InvalidInput.of(field, f"The encoding of the {field} is not recognised; hand it in as UTF-8.")
    return str(best)
