"""The pages of the workbench, a file for each part of a deal."""
