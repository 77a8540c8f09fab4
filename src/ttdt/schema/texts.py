"""Names and sentences in the files, in one language or more."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from ttdt.schema.validation import Shape

Line = Annotated[str, Field(min_length=1)]
"""A text that is not empty."""


def _list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Lines = Annotated[
    list[Line],
    Field(min_length=1),
    BeforeValidator(_list),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}},
            ]
        }
    ),
]
"""One text, or several in a list."""


Paragraphs = Annotated[
    list[str] | None,
    BeforeValidator(_list),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "null"},
            ]
        }
    ),
]
"""A text of one paragraph or more, or several in a list; nothing is a text, too."""


class TextShape(Shape):
    """A name or sentence in Vietnamese, and in English where there is one."""

    vi: str = Field(min_length=1)
    en: str | None = Field(default=None, min_length=1)
