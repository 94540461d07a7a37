"""The deal as frozen records, checked by pydantic's core: all that a deal file may hold, in the words of the contracts it comes from."""
