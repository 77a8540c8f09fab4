"""How an explanation looks: a page for people, and the whole of it as JSON."""

from ttdt.document.explain.document import explanation_page
from ttdt.document.explain.json import FORMAT, render_json

__all__ = ["FORMAT", "explanation_page", "render_json"]
