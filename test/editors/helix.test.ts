import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testEditor, versionOf, type Answers, type Desk } from './editor.ts';

const helix = process.env['HELIX'] ?? '';

testEditor({
  name: 'Helix',
  isThere: helix !== '' && versionOf(helix).startsWith('helix') && spawnSync('tmux', ['-V']).status === 0,
  settings: 'Helix',
  drive: async desk => {
    const terminal = open(desk);
    try {
      return await type(terminal, desk);
    } finally {
      terminal.close();
    }
  },
});

/** Helix has no language for scripts: keys are pressed in a terminal, and the answers are read from its screen. */
interface Terminal {
  readonly press: (...keys: readonly string[]) => void;
  /** Waits until the screen fits, and says what was found in it. */
  readonly wait: (what: string, fits: RegExp) => Promise<RegExpExecArray>;
  readonly close: () => void;
}

function open({ home, workspace, environment, settings }: Desk): Terminal {
  mkdirSync(join(home, '.config', 'helix'), { recursive: true });
  cpSync(settings, join(home, '.config', 'helix', 'languages.toml'));
  const env = { ...environment, TMUX_TMPDIR: home, TERM: 'xterm-256color' };
  const tmux = (...args: readonly string[]): string =>
    spawnSync('tmux', ['-L', 'helix', '-f', '/dev/null', ...args], { cwd: workspace, encoding: 'utf8', env, timeout: 10_000 }).stdout;
  tmux('new-session', '-d', '-x', '240', '-y', '40', `'${helix}' 02_flows.sql`);
  return {
    press: (...keys) => void tmux('send-keys', ...keys),
    wait: async (what, fits) => {
      const end = Date.now() + 15_000;
      let screen = '';
      while (Date.now() < end) {
        screen = tmux('capture-pane', '-p');
        const found = fits.exec(screen);
        if (found !== null) return found;
        await new Promise(resolve => void setTimeout(resolve, 50));
      }
      throw new Error(`${what} did not come:\n${screen}`);
    },
    close: () => void tmux('kill-server'),
  };
}

async function type({ press, wait }: Terminal, { workspace }: Desk): Promise<Answers> {
  const [, message] = await wait('a diagnostic', /^● +7 .*; +(Invalid SQL.*)$/m);
  press(']', 'd');
  await wait('the end of the diagnosed text', / 7:12\s*$/);
  press('M-\\;');
  const [, line, column] = await wait('its beginning', / (7):(?!12)(\d+)\s*$/);

  press('g', 'g', '/', 'cpu_usage', 'Enter', 'Space', 'k');
  const [hover] = await wait('a card', /[^]*read by flow[^]*/);

  // A key that comes with Escape would be taken for one pressed with Alt.
  press('Escape');
  await wait('the end of the card', /^(?![^]*read by flow)/);
  press('g', 'd');
  const [, file, ...place] = await wait('the definition', /(01_\S+) .* (\d+):(\d+)\s*$/);

  press('C-o', '/', 'nowhere', 'Enter', 'c', 'c', 'p', 'u', '_');
  const [menu] = await wait('a menu', /\n(?:[^\n]* cpu_\w+ [^\n]*\n){2}/);
  await wait('a diagnostic of what was typed', /^● +7 +FROM cpu_ /m);
  press('usage', 'Escape');
  const [, cleared] = await wait('a line without a diagnostic', /^ +7 +(FROM cpu_usage .*;)$/m);

  press('b', 'Space', 'r');
  await wait('a prompt', /rename-to/);
  press('C-u', 'cpu_load', 'Enter');
  await wait('the rename', /^ +7 +FROM cpu_load /m);
  press(':', 'wa', 'Enter');
  const written = (): boolean => readFileSync(join(workspace, '03_queries.sql'), 'utf8').includes('cpu_load');
  for (let i = 0; i < 100 && !written(); i++) await new Promise(resolve => void setTimeout(resolve, 50));
  return {
    diagnostics: [{ line: Number(line), column: Number(column), message: message! }],
    hover,
    definition: { file: file!, line: Number(place[0]), column: Number(place[1]) },
    completion: menu.match(/cpu_\w+/g) ?? [],
    cleared: cleared!,
  };
}
