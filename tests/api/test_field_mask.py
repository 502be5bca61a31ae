import pytest

from claims.api.field_mask import masked, read_mask
from claims.domain.errors import InvalidInput

ANSWER = {
    "claims": [{"text": "a", "claimant": "b", "claimReview": [{"url": "u", "publisher": {"name": "n", "site": "s"}}]}],
    "nextPageToken": "t",
}


@pytest.mark.parametrize(
    ("mask", "told"),
    [
        (None, ANSWER),
        ("*", ANSWER),
        ("nextPageToken", {"nextPageToken": "t"}),
        ("claims/text", {"claims": [{"text": "a"}]}),
        ("claims(text,claimant)", {"claims": [{"text": "a", "claimant": "b"}]}),
        (
            "claims ( text , claimReview/publisher(site) ), nextPageToken",
            {"claims": [{"text": "a", "claimReview": [{"publisher": {"site": "s"}}]}], "nextPageToken": "t"},
        ),
        ("claims/*", ANSWER | {"nextPageToken": None}),
        ("nothing", {}),
    ],
)
def test_only_what_is_asked_for_is_told(mask, told):
    assert masked(ANSWER, read_mask(mask)) == {k: v for k, v in told.items() if v is not None}


@pytest.mark.parametrize(
    "mask", ["", ",", "claims(", "claims)", "claims()", "a//b", "a(b", "(a)", "a,", "a(" * 300 + "b"]
)
def test_what_is_no_mask_is_refused(mask):
    with pytest.raises(InvalidInput, match="mask"):
        read_mask(mask)
