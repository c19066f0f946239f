import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of the packages whose code is in the bundles. `inputs` are the bundled files, from the root of the repository. */
export function notices(root: string, inputs: Iterable<string>): string {
  const packages = new Set<string>();
  for (const path of inputs) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[0];
    if (name !== undefined) packages.add(name.slice(name.indexOf('node_modules/')));
  }
  const blocks = [...packages].toSorted().map(folder => block(join(root, folder)));
  return ['This software contains the following packages.', ...blocks].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

function block(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, string>>;
  const file = existsSync(folder) ? readdirSync(folder).find(candidate => /^licen[cs]e/i.test(candidate)) : undefined;
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version}\n\n${text}`;
}
