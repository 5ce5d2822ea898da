"""Files to records, and the few writes; the only package that opens files of content."""
