import { closeSync, fstatSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Code as V8 compiled it, under names that say of what. Whatever cannot be read or written is as good as not there. */
export interface CodeCache {
  readonly read: (name: string) => Buffer | undefined;
  readonly write: (name: string, code: Buffer) => void;
}

/** V8 takes damaged code as it is: a sum and a length stand before it. */
const HEADER = 8;
/** What nobody has written for so long belongs to a version that is gone. */
const KEPT_DAYS = 30;

export function codeCache(folder: string, user: number | undefined): CodeCache {
  return {
    read(name) {
      let file: number | undefined;
      try {
        file = openSync(join(folder, name), 'r');
        const found = fstatSync(file);
        if (!found.isFile() || (user !== undefined && found.uid !== user)) return undefined;
        const bytes = readFileSync(file);
        const code = bytes.subarray(HEADER);
        return bytes.readUInt32LE(4) === code.length && bytes.readUInt32LE(0) === crc32(code) ? code : undefined;
      } catch {
        return undefined;
      } finally {
        if (file !== undefined) closeSync(file);
      }
    },
    write(name, code) {
      const path = join(folder, name);
      const beside = `${path}.${process.pid}`;
      try {
        const header = Buffer.alloc(HEADER);
        header.writeUInt32LE(crc32(code), 0);
        header.writeUInt32LE(code.length, 4);
        put(beside, Buffer.concat([header, code]));
        renameSync(beside, path);
        sweep(folder);
      } catch {
        rmSync(beside, { force: true });
      }
    },
  };
}

/** On disk before it gets its name: a machine that stops leaves the whole or nothing. */
function put(path: string, bytes: Buffer): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function sweep(folder: string): void {
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? oldest) < oldest) rmSync(path, { force: true });
  }
}
