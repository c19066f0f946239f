import { readFileSync, statSync } from 'node:fs';
import type { Parsed, Place, Reading } from '../config/index.ts';
import { isPlain, NO_FILE, pathOf } from './disk.ts';
import { Trouble, whyOf } from './trouble.ts';

/** Reads YAML. Few configurations are written in it, so its parser is loaded when one is met. */
export type YamlParser = (text: string) => Parsed;

/** Thrown where a YAML file is met and nobody lent a parser: whoever catches it loads one and starts again. */
export class YamlMet extends Error {}

/** Runs with a YAML parser if it turns out that one is needed. */
export async function withYaml<Result>(run: (yaml?: YamlParser) => Result): Promise<Result> {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof YamlMet)) throw error;
    const { parseYaml } = await import('../config/yaml.ts');
    return run(parseYaml);
  }
}

/** Answers a reading of the configuration with the files of this machine. */
export function answer<Result>(reading: Reading<Result>, yaml: YamlParser | undefined): Result {
  let step = reading.next();
  while (step.done !== true) {
    const place = step.value;
    const text = readSource(place);
    step = reading.next(text === undefined ? undefined : { text, ...parsedYaml(place, text, yaml) });
  }
  return step.value;
}

export function parsedYaml(place: Place, text: string, yaml: YamlParser | undefined): { readonly parsed?: Parsed } {
  if (!place.endsWith('.yaml') && !place.endsWith('.yml')) return {};
  if (yaml === undefined) throw new YamlMet();
  return { parsed: yaml(text) };
}

/** The text of a configuration file; undefined where there is none. */
export function readSource(place: Place): string | undefined {
  const path = pathOf(place);
  if (path === undefined) return undefined;
  try {
    if (statSync(path).isDirectory()) return undefined;
    if (!isPlain(path)) throw new Trouble(`cannot read ${path}: ${NO_FILE}`);
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof Trouble) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw new Trouble(`cannot read ${path}: ${whyOf(error)}`);
  }
}
