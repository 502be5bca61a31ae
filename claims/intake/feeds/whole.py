"""Whether a feed carries a text or only a summary of it."""

_LONG = 1_500  # characters; summaries stay below, whatever element they are in
_LONG_ENOUGH = 500  # for what the feed itself calls the content
_TAIL = 300  # characters at the end, where a cut is marked; some feeds add a line about themselves behind it
_CUTS = ("[…]", "[...]", "[&hellip;]")
_CUT_ENDS = ("…", "...")


def is_whole(text: str, *, is_content: bool) -> bool:
    """Whether this is the article and no summary; `is_content` says that the feed calls it the content.

    Where that is not sure it is taken for a summary: the page is fetched then, and the longer text is kept.
    """
    tail = text[-_TAIL:]
    if text.rstrip().endswith(_CUT_ENDS) or any(cut in tail for cut in _CUTS):
        return False
    return len(text) >= (_LONG_ENOUGH if is_content else _LONG)
