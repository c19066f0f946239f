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
  return { base, pattern, matches: picomatch(plain.endsWith('/') ? `${plain}**` : plain, { dot: true, nonegate: true }) };
}

export function isMatched({ base, matches }: Glob, place: Place): boolean {
  const path = pathWithin(base, place);
  return path !== undefined && matches(path);
}
