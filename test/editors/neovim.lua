-- Types into a Neovim that runs embedded in this one with the settings of a user, and prints what is seen there as JSON.
local editor = vim.fn.jobstart(
  { os.getenv('EDITOR'), '--headless', '--embed', '-n', '-i', 'NONE', '-u', os.getenv('SETTINGS'), '02_flows.sql' },
  { rpc = true }
)
local function ask(lua) return vim.rpcrequest(editor, 'nvim_exec_lua', lua, {}) end
local function press(keys) vim.rpcrequest(editor, 'nvim_input', keys) end
local function wait(what, lua)
  local seen
  local came = vim.wait(15000, function()
    seen = ask(lua)
    return seen ~= vim.NIL
  end, 20)
  assert(came, what .. ' did not come')
  return seen
end

local ok, problem = pcall(function()
  local answers = {}
  local diagnostics = [[
    local found = {}
    for _, it in ipairs(vim.diagnostic.get(0)) do
      table.insert(found, { line = it.lnum + 1, column = it.col + 1, message = it.message })
    end
    return found
  ]]
  wait('a diagnostic', 'if #vim.diagnostic.get(0) > 0 then return true end')
  answers.diagnostics = ask(diagnostics)

  ask("vim.fn.search('cpu_usage')")
  press('K')
  answers.hover = wait('a card', [[
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
      end
    end
  ]])

  press('<C-]>')
  answers.definition = wait('the definition', [[
    local file = vim.fn.expand('%:t')
    if file ~= '02_flows.sql' then return { file = file, line = vim.fn.line('.'), column = vim.fn.col('.') } end
  ]])

  press('<C-t>/nowhere<CR>cwcpu_')
  wait('a diagnostic of what was typed', 'local it = vim.diagnostic.get(0)[1]; if it and it.end_col - it.col == #"cpu_" then return true end')
  press('<C-x><C-o>')
  answers.completion = wait('a menu', [[
    if vim.fn.pumvisible() == 1 then return vim.tbl_map(function(it) return it.word end, vim.fn.complete_info({ 'items' }).items) end
  ]])

  press('<C-e>usage<Esc>')
  wait('the end of the diagnostic', [[if vim.fn.getline('.'):find('cpu_usage') and #vim.diagnostic.get(0) == 0 then return true end]])
  answers.cleared = ask('return vim.fn.getline(".")')

  press('grn')
  wait('a prompt', 'if vim.fn.mode() == "c" then return true end')
  press('<C-u>cpu_load<CR>')
  wait('the rename', [[if vim.fn.getline('.'):find('cpu_load') then return true end]])
  press(':wall<CR>')
  wait('the writing', 'if #vim.fn.getbufinfo({ bufmodified = 1 }) == 0 then return true end')
  io.stdout:write(vim.fn.json_encode(answers))
end)
vim.fn.jobstop(editor)
if not ok then
  io.stdout:write(vim.fn.json_encode({ problem = tostring(problem) }))
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
