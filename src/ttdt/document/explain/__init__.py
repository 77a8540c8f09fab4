"""An explanation: where a number comes from, line by line."""
