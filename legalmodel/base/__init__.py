"""What every room needs: places, values, facts, outcomes and errors. Knows no law, no file format and no deal."""
