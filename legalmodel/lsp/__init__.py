"""The language server: what ``editing/`` answers, in the words of the Language Server Protocol. pygls is behind it."""
