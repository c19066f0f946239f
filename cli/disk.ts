import { readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { uriOf, type Place } from '../config/index.ts';
import { Trouble, whyOf } from './trouble.ts';

/** A text file as it lies on disk. */
export interface FileText {
  readonly text: string;
  /** It begins with a byte order mark, which is not part of the text. */
  readonly hasMark: boolean;
  /** Some bytes were no UTF-8: the text cannot be written back without loss. */
  readonly isLossy: boolean;
}

const MARK = '\uFEFF';
/** How far we look for a NUL, which no text holds. */
const SNIFFED = 8000;

/** Why there is no text. */
export interface NoText {
  readonly reason: string;
  readonly isMissing?: true;
}

/** What is said of folders, devices, pipes and sockets. A link to a device has no end. */
export const NO_FILE = 'it is no file';

export function isPlain(path: string): boolean {
  return statSync(path).isFile();
}

/** The text of a file, or why there is none; a pipe counts only where somebody named it: others wait for ever. */
export function readText(path: string, { orPipe = false } = {}): FileText | NoText {
  let bytes;
  try {
    if (!isPlain(path) && !(orPipe && statSync(path).isFIFO())) return { reason: NO_FILE };
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? { reason: 'it vanished while being read', isMissing: true }
      : { reason: `it cannot be read: ${whyOf(error)}` };
  }
  return textOf(bytes);
}

export function textOf(bytes: Buffer): FileText | NoText {
  if (bytes.subarray(0, SNIFFED).includes(0)) return { reason: 'it is a binary file' };
  const decoded = bytes.toString('utf8');
  const hasMark = decoded.startsWith(MARK);
  return {
    text: hasMark ? decoded.slice(1) : decoded,
    hasMark,
    isLossy: decoded.includes('\uFFFD') && !bytes.equals(Buffer.from(decoded)),
  };
}

/**
 * Puts a text in a file's place as a whole: a reader sees the old text or the new one, and a failed write leaves the old one. A link is
 * followed, so that it stays a link.
 */
export function writeText(path: string, text: string, hasMark = false): void {
  let target = path;
  let mode: number | undefined;
  try {
    target = realpathSync(path);
    mode = statSync(target).mode;
  } catch {
    // The file is new.
  }
  const draft = join(dirname(target), `.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
  try {
    writeFileSync(draft, (hasMark ? MARK : '') + text, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Trouble(`cannot write ${path}: ${whyOf(error)}`);
  }
}

/** What a walk decides on its way. Links are not followed: they could lead out, or in a circle. */
export interface Walk {
  /** Called with the names in a folder before they are visited; true leaves the folder out. */
  readonly skips: (folder: string, names: ReadonlySet<string>) => boolean;
  readonly onFile: (path: string) => void;
}

const DEEPEST = 64;

export function walk(folder: string, visitor: Walk, depth = 0): void {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (depth === 0) throw new Trouble(`cannot read ${folder}: ${whyOf(error)}`);
    return;
  }
  if (visitor.skips(folder, new Set(entries.map(({ name }) => name)))) return;
  for (const entry of entries) {
    if (entry.isFile()) visitor.onFile(join(folder, entry.name));
    else if (entry.isDirectory() && depth < DEEPEST) walk(join(folder, entry.name), visitor, depth + 1);
  }
}

/** The path of a place on this machine; undefined where it is none. */
export function pathOf(place: Place): string | undefined {
  try {
    return fileURLToPath(uriOf(place));
  } catch {
    return undefined;
  }
}
