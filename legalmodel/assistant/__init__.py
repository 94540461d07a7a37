"""The server for assistants (Model Context Protocol): the vocabulary, faults, law and answers as tools, confined to a folder.

What an assistant writes carries document and page and the status of a machine's draft, until a person confirms it. The SDK stands behind ``server.py`` alone.
"""
