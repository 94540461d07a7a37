-- Neovim as somebody sets it up: opens a deal file, waits, and writes what it was told as JSON to the file named by OUT.
local deal, out = vim.env.DEAL, vim.env.OUT
vim.cmd("edit " .. deal)
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = "legalmodel", cmd = { vim.env.PYTHON, "-m", "legalmodel", "lsp", "--ask-law", "never" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(buffer, client)
local told = {}
vim.wait(60000, function() return #vim.diagnostic.get(buffer) > 0 end, 100)
told.diagnoses = vim.tbl_map(function(one) return one.message end, vim.diagnostic.get(buffer))
vim.fn.search("trustee: tr", "e")
local function ask(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(), more or {})
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 60000)
  return answers and answers[client] and answers[client].result
end
told.hover = ask("textDocument/hover").contents.value
told.definition = ask("textDocument/definition")[1].range.start.line + 1
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", { newName = "warden" }), "utf-16")
told.renamed = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "securities:", "  a: {is" })
vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(buffer), 8 })
vim.wait(500, function() return false end)
local last = vim.lsp.util.make_position_params()
last.position.character = 8
local found = vim.lsp.buf_request_sync(buffer, "textDocument/completion", last, 60000)[client].result
told.completion = vim.tbl_map(function(one) return one.label end, found.items or found)
local file = io.open(out, "w")
file:write((vim.json and vim.json.encode or vim.fn.json_encode)(told))
file:close()
vim.cmd("qall!")
