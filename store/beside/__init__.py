"""Files that lie beside the data: drafts, pens, ballot boxes, papers."""
