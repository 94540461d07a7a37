"""The deal as frozen pydantic models: every record a deal file may hold, in the words of the contracts it comes from."""
