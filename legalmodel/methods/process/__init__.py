"""The process of a securitization: stages and gates as data, where a deal stands by its judgment and its records, and what falls due."""
