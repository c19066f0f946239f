" vim --not-a-term -u ale.vim: drives ALE, and writes what is seen as JSON into $ANSWERS.
set nocompatible nomore noswapfile shortmess=atTIF cmdheight=9
filetype plugin on
set runtimepath^=/usr/share/vim-ale
runtime plugin/ale.vim
source $SETTINGS
let g:answers = {}

function! Wait(what, condition) abort
  let l:start = reltime()
  while !eval(a:condition)
    if reltimefloat(reltime(l:start)) > 15
      throw a:what . ' did not come'
    endif
    sleep 20m
  endwhile
endfunction

function! Diagnostics() abort
  return map(copy(ale#engine#GetLoclist(bufnr('02_flows.sql'))), {_, it -> {'line': it.lnum, 'column': it.col, 'message': it.text}})
endfunction

function! Cards() abort
  return filter(map(range(1, bufnr('$')), {_, it -> join(getbufline(it, 1, '$'), "\n")}), {_, it -> it =~# 'table public'})
endfunction

function! Drive() abort
  silent edit 02_flows.sql
  call Wait('a diagnostic', '!empty(Diagnostics())')
  let g:answers.diagnostics = Diagnostics()

  let g:ale_hover_to_preview = 1
  let g:ale_hover_to_floating_preview = 0
  call search('cpu_usage')
  call feedkeys('K', 'x')
  call Wait('a card', '!empty(Cards())')
  let g:answers.hover = Cards()[0]
  pclose

  call feedkeys('gd', 'x')
  call Wait('the definition', 'expand("%:t") ==# "01_tables.sql"')
  let g:answers.definition = {'file': expand('%:t'), 'line': line('.'), 'column': col('.')}

  silent buffer 02_flows.sql
  call search('nowhere')
  call feedkeys("cwcpu_\<Esc>", 'x')
  doautocmd TextChanged
  call Wait('a diagnostic of what was typed', 'get(get(ale#engine#GetLoclist(bufnr("")), 0, {}), "end_col") == 9')
  call feedkeys("a\<C-x>\<C-o>\<C-r>=extend(g:answers, {'completion': map(complete_info(['items']).items, {_, it -> it.word})}) is 0 ? '' : ''\<CR>\<C-e>usage\<Esc>", 'x')
  doautocmd TextChanged
  call Wait('the end of the diagnostic', 'empty(Diagnostics())')
  let g:answers.cleared = getline('.')

  call feedkeys("\<C-u>cpu_load\<CR>", 't')
  silent ALERename
  call Wait('the rename', 'getline(".") =~# "cpu_load"')
  silent wall
endfunction

function! Main(...) abort
  try
    call Drive()
  catch
    let g:answers.problem = v:exception . ' ' . v:throwpoint
  endtry
  call writefile([json_encode(g:answers)], $ANSWERS)
  qall!
endfunction
autocmd VimEnter * call timer_start(0, 'Main')
