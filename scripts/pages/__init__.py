"""Pages of the manual from what the program says of itself."""
