-- Drives the language server in a real Neovim: nvim --headless -u NONE -i NONE -c 'luafile neovim.lua'. Prints what it sees, one fact a line.
local ok, problem = pcall(function()
  local command = vim.split(os.getenv('LSP_COMMAND'), ' ')
  local root = os.getenv('LSP_ROOT')
  vim.cmd('edit ' .. root .. '/02_flows.sql')
  local buffer = vim.api.nvim_get_current_buf()
  local config = { name = 'greptime-sql', cmd = command, root_dir = root }
  if vim.lsp.start then
    vim.lsp.start(config)
  else
    vim.lsp.buf_attach_client(buffer, vim.lsp.start_client(config))
  end
  assert(vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 20), 'no diagnostics came')
  for _, found in ipairs(vim.diagnostic.get(buffer)) do
    print(('DIAGNOSTIC %d:%d severity=%d %s: %s'):format(found.lnum, found.col, found.severity, tostring(found.code), found.message))
  end
  local function request(method, params)
    for _, answer in pairs(vim.lsp.buf_request_sync(buffer, method, params, 10000) or {}) do return answer.result end
  end
  local document = { uri = vim.uri_from_bufnr(buffer) }
  local card = request('textDocument/hover', { textDocument = document, position = { line = 0, character = 13 } })
  print('HOVER ' .. (card.contents.value:gsub('\n', ' ')))
  -- An edit that makes the flow wait clears the finding.
  local line = vim.api.nvim_buf_get_lines(buffer, 0, 1, false)[1]
  vim.api.nvim_buf_set_lines(buffer, 0, 1, false, { (line:gsub(' AS ', ' WITH (defer_on_missing_source = true) AS ')) })
  assert(vim.wait(10000, function() return #vim.diagnostic.get(buffer) == 0 end, 20), 'the edit did not clear the finding')
  print('CLEARED')
end)
if not ok then
  print('FAILED ' .. tostring(problem))
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
