"""Who has submitted, what is missing, what is late, and what is due next."""

from ttdt.document.status.document import StatusAnswer

__all__ = ["StatusAnswer"]
