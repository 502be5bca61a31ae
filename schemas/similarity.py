"""The shapes of Alegre's text similarity (https://github.com/meedan/alegre).

Its clients send more than is looked at here, so unknown fields are passed over. Scores are from 0 to 1, where Alegre's
depend on the model.
"""

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

from marshmallow import fields, pre_load, validate

from schemas.base import Wire, described
from schemas.fields import Count, Flag, Text

MODEL = "claimdesk"
_AUTO = "auto"


class ThresholdField(fields.Field[dict[str, float]]):
    """Thresholds by model: an object, or a list of `{"model", "value"}`."""

    default_error_messages = {"invalid": "Must be an object, or a list of objects with model and value."}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> dict[str, float]:
        try:
            pairs = value.items() if isinstance(value, dict) else [(each["model"], each["value"]) for each in value]
            thresholds = {str(model): float(threshold) for model, threshold in pairs}
            if not all(map(isfinite, thresholds.values())):
                raise self.make_error("invalid")
            return thresholds
        except (TypeError, KeyError, ValueError, AttributeError, OverflowError):
            raise self.make_error("invalid") from None


class _Sent(Wire):
    @pre_load
    def leave_out_null(self, data: Any, **_: Any) -> Any:
        """Clients of Alegre send null for what they do not say."""
        return {name: v for name, v in data.items() if v is not None} if isinstance(data, Mapping) else data


class KeepTextSchema(_Sent):
    """A text to be kept."""

    text = Text(required=True)
    doc_id = Text(longest=300, allow_none=True, metadata=described("A text with the same id is replaced."))
    language = Text(longest=35, allow_none=True)
    context = fields.Dict(
        keys=fields.String(),
        load_default=dict,
        allow_none=True,
        metadata=described("What a search can be narrowed by."),
    )


class SimilarityQuerySchema(_Sent):
    """A text to find others by; `threshold` and `limit` bound what is found."""

    text = Text(required=True)
    language = Text(longest=35, allow_none=True)
    context = fields.Dict(
        keys=fields.String(),
        load_default=dict,
        allow_none=True,
        metadata=described("All keys have to agree; of a list of values, one."),
    )
    threshold = fields.Float(load_default=0.9, allow_none=True, allow_nan=False, validate=validate.Range(min=0))
    per_model_threshold = ThresholdField(
        allow_none=True,
        metadata=described("Goes before `threshold`: that of `claimdesk`, or else the least of them.", type="object"),
    )
    limit = Count(load_default=200, allow_none=True, validate=validate.Range(min=1, max=10_000))


class KeepAndFindSchema(SimilarityQuerySchema):
    """A text to be kept, and to find others by."""

    doc_id = Text(longest=300, allow_none=True)


class ForgetTextSchema(Wire):
    """A text to be forgotten."""

    doc_id = Text(required=True, longest=300)
    quiet = Flag(load_default=False, metadata=described("With it, an unknown id is no error."))


class ManyTextsSchema(Wire):
    """Texts to be kept, 500 at most; all of them or none."""

    documents = fields.List(fields.Nested(KeepTextSchema), required=True, validate=validate.Length(max=500))


class KeptSchema(Wire):
    """It is done."""

    success = fields.Constant(constant=True, required=True, metadata={"type": "boolean"})


class SimilarTextSchema(Wire):
    """A text that was found."""

    content = fields.String(required=True, attribute="kept.text")
    context = fields.Function(
        lambda found: json.loads(found.kept.contexts[-1]), required=True, metadata={"type": "object"}
    )
    contexts = fields.Function(
        lambda found: [json.loads(each) for each in found.kept.contexts],
        required=True,
        metadata={"type": "array", "items": {"type": "object"}},
    )
    language = fields.String(required=True, allow_none=True, attribute="kept.language")
    created_at = fields.DateTime(required=True, attribute="kept.created_at", format="iso")
    model = fields.Constant(MODEL, required=True, metadata={"type": "string"})
    index = fields.Constant(MODEL, required=True, metadata={"type": "string"})
    id = fields.String(required=True, attribute="kept.id")
    es_id = fields.Function(lambda found: found.kept.id, data_key="_id", required=True, metadata={"type": "string"})
    score = fields.Float(required=True, metadata=described("How likely the two speak of the same, from 0 to 1."))
    es_score = fields.Function(lambda found: found.score, data_key="_score", required=True, metadata={"type": "number"})


class SimilarTextsSchema(Wire):
    """The texts that were found, the likeliest first."""

    result = fields.List(fields.Nested(SimilarTextSchema), required=True)


def language_of(code: str | None) -> str | None:
    """A language, where one is named."""
    return None if code is None or code == _AUTO else code


def threshold_of(query: dict[str, Any]) -> float:
    """The threshold that holds for the one model there is."""
    by_model: dict[str, float] = query.get("per_model_threshold") or {}
    chosen = by_model.get(MODEL, min(by_model.values(), default=query["threshold"]))
    return float(chosen)
