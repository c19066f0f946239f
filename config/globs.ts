import picomatch from 'picomatch/posix.js';
import { pathWithin, type Place } from './place.ts';

/** A glob of a configuration file: it speaks of what lies in that file's folder. */
export interface Glob {
  readonly base: Place;
  readonly pattern: string;
  readonly matches: (path: string) => boolean;
}

export function globOf(pattern: string, base: Place): Glob {
  const plain = pattern.replace(/^\.\//, '');
  return { base, pattern, matches: matcher(plain.endsWith('/') ? `${plain}**` : plain, { dot: true, nonegate: true }) };
}

/** What a pattern matches; nothing where it is none (empty, or longer than anybody writes). */
export function matcher(pattern: string, options: picomatch.PicomatchOptions): (path: string) => boolean {
  return pattern === '' || pattern.length > LONGEST ? () => false : picomatch(pattern, options);
}

const LONGEST = 1_000;

export function isMatched({ base, matches }: Glob, place: Place): boolean {
  const path = pathWithin(base, place);
  return path !== undefined && matches(path);
}
