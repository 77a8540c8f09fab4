"""What writing and reading workbooks share: styles, limits, sheets read in a process of its own."""
