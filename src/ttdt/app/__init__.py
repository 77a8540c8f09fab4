"""One use case a command: from what was asked for to an answer, without printing or a clock."""
