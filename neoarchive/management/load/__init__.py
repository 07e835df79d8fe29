"""An invented archive of any size, for measuring: texts with the frequencies of real ones, and rows written in bulk."""
