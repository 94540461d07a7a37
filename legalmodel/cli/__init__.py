"""The command line. Each command is a file; nothing heavy is imported before its command runs."""
