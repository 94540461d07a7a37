#!/usr/bin/env bash
# docxtpl 0.20.2 fills a Word template without escaping unless asked (autoescape=True), and does not refuse what then is no XML: of
# the party "R&D Ltd" the report shows "R Ltd", and of a clause with "<" and ">" the words between them are gone. Nothing is
# raised, the file opens, and the text of the contract is another one.
# Exits 0 while it behaves so, 1 once it behaves otherwise.
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q docxtpl==0.20.2 python-docx==1.2.0
"$room/venv/bin/python" - "$room" <<'PY'
import sys
from docx import Document
from docxtpl import DocxTemplate

folder = sys.argv[1]
made = Document()
made.add_paragraph("Party: {{ party }}.")
made.save(f"{folder}/template.docx")

def shown(**how):
    template = DocxTemplate(f"{folder}/template.docx")
    template.render({"party": "R&D Ltd"}, **how)
    template.save(f"{folder}/out.docx")
    return Document(f"{folder}/out.docx").paragraphs[0].text

plain, escaped = shown(), shown(autoescape=True)
print(f"as it comes: {plain!r}; with autoescape=True: {escaped!r}")
assert escaped == "Party: R&D Ltd."
assert plain != escaped and "R&D" not in plain
PY
