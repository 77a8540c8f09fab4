"""JSON Schema for plans and submissions: editors complete and explain, other tools check."""

from ttdt.schema.json_schema.models import DIALECT
from ttdt.schema.json_schema.plan import plan_schema
from ttdt.schema.json_schema.submission import submission_schema

__all__ = ["DIALECT", "plan_schema", "submission_schema"]
