import { readFileSync } from 'node:fs';
import type { Place, Reading, Source } from '../config/index.ts';
import { pathOf } from './disk.ts';
import { Trouble, whyOf } from './trouble.ts';

/** Answers a reading of the configuration with the files of this machine. */
export async function answer<Result>(reading: Reading<Result>): Promise<Result> {
  let step = reading.next();
  while (step.done !== true) step = reading.next(await sourceOf(step.value));
  return step.value;
}

async function sourceOf(place: Place): Promise<Source | undefined> {
  const text = readSource(place);
  if (text === undefined || !isYaml(place)) return text === undefined ? undefined : { text };
  const { parseYaml } = await import('../config/yaml.ts');
  return { text, parsed: parseYaml(text) };
}

export function isYaml(place: Place): boolean {
  return place.endsWith('.yaml') || place.endsWith('.yml');
}

/** The text of a configuration file; undefined where there is none. */
export function readSource(place: Place): string | undefined {
  const path = pathOf(place);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw new Trouble(`cannot read ${path}: ${whyOf(error)}`);
  }
}
