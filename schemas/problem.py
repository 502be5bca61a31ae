"""Errors on the wire (RFC 9457)."""

from marshmallow import fields

from schemas.base import Wire, described


class ProblemSchema(Wire):
    """Why a request could not be served."""

    type = fields.String(
        required=True, metadata=described("What kind of problem it is: a stable path.", format="uri-reference")
    )
    title = fields.String(required=True, metadata=described("The kind of problem in a few words."))
    status = fields.Integer(required=True, metadata=described("The status code of the answer."))
    detail = fields.String(required=True, metadata=described("What is wrong with this request, in a sentence."))
    errors = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata=described("Messages for each field; only where fields are at fault."),
    )
