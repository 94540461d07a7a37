#!/usr/bin/env bash
# Build the editor of the workbench from the packages named in package-lock.json, into the file given (default: where it ships).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
to=${1:-$here/../../../legalmodel/web/static/codemirror.js}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cp "$here"/package.json "$here"/package-lock.json "$here"/entry.js "$room"/
cd "$room"
npm ci --silent --no-audit --no-fund --ignore-scripts
node_modules/.bin/esbuild entry.js --bundle --format=esm --minify --target=es2021 --legal-comments=none --log-level=warning --outfile=codemirror.js
cp codemirror.js "$to"
