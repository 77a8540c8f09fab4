"""How an explanation looks: a page for people, and the whole of it as JSON."""

from ttdt.render.explain.document import FORMAT, render_json
from ttdt.render.explain.whole import explanation_page

__all__ = ["FORMAT", "explanation_page", "render_json"]
