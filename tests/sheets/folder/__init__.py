"""A folder of sheets as offices write them, with what a careful reader takes from each."""
