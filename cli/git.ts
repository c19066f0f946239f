import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Trouble } from './trouble.ts';

/** What git says about a working folder. Paths are absolute. */
export interface Repository {
  readonly root: string;
  /** The commit from which changes count: where a revision and HEAD parted. */
  base(revision: string): string;
  /** Files that differ between a commit and the working folder, new and deleted ones too. */
  changedSince(commit: string): readonly string[];
  /** Files that differ between HEAD and what is staged. */
  staged(): readonly string[];
  /** Files that differ between what is staged and the working folder, and those that git does not know. */
  unstaged(): { readonly changed: readonly string[]; readonly unknown: readonly string[] };
  /** The texts of files in a commit, or in the index (`''`); undefined where they are not. */
  texts(commit: string, paths: readonly string[]): ReadonlyMap<string, Buffer | undefined>;
}

export function repositoryOf(cwd: string): Repository {
  const root = run(cwd, ['rev-parse', '--show-toplevel'], 'this is no git repository').toString('utf8').trimEnd();
  const list = (args: readonly string[]): readonly string[] =>
    split(run(root, args, 'git cannot list files')).map(path => join(root, path));
  return {
    root,
    base(revision) {
      const commit = run(
        root,
        ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
        `git knows no revision ${revision}`,
      );
      const common = spawnSync('git', ['merge-base', commit.toString('utf8').trim(), 'HEAD'], { cwd: root });
      return (common.status === 0 ? common.stdout : commit).toString('utf8').trim();
    },
    changedSince: commit => [
      ...list(['diff', '--name-only', '--no-renames', '-z', commit, '--']),
      ...list(['ls-files', '--others', '--exclude-standard', '-z']),
    ],
    staged: () => list(['diff', '--cached', '--name-only', '--no-renames', '-z']),
    unstaged: () => ({ changed: list(['diff', '--name-only', '--no-renames', '-z']), unknown: list(['ls-files', '--others', '-z']) }),
    texts: (commit, paths) => readBlobs(root, commit, paths),
  };
}

/** The commit that HEAD names. A repository without one has an empty tree instead. */
export function headOf(repository: Repository): string {
  const head = spawnSync('git', ['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd: repository.root });
  return head.status === 0 ? head.stdout.toString('utf8').trim() : EMPTY_TREE;
}

/** Git's name for a tree without files. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const MOST_BYTES = 1 << 30;

function run(cwd: string, args: readonly string[], complaint: string): Buffer {
  const { status, stdout, error } = spawnSync('git', args, { cwd, maxBuffer: MOST_BYTES });
  if (error !== undefined)
    throw new Trouble(
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'cannot run git: it is not installed' : `cannot run git: ${error.message}`,
    );
  if (status !== 0) throw new Trouble(complaint);
  return stdout;
}

function split(output: Buffer): readonly string[] {
  return output.toString('utf8').split('\0').filter(Boolean);
}

/** One `git cat-file` for all: it answers each line with `<id> <kind> <size>`, the bytes and a newline, or `<name> missing`. */
function readBlobs(root: string, commit: string, paths: readonly string[]): ReadonlyMap<string, Buffer | undefined> {
  const texts = new Map<string, Buffer | undefined>();
  // A name with a line end cannot be asked for this way; such a file counts as new.
  const asked = paths.filter(path => !path.includes('\n'));
  if (asked.length === 0) return texts;
  const input = asked.map(path => `${commit}:${path.slice(root.length + 1).replaceAll('\\', '/')}\n`).join('');
  const { stdout, status } = spawnSync('git', ['cat-file', '--batch'], { cwd: root, input, maxBuffer: MOST_BYTES });
  if (status !== 0) throw new Trouble('git cannot read the files of that revision');
  let at = 0;
  for (const path of asked) {
    const end = stdout.indexOf(10, at);
    const header = stdout.toString('utf8', at, end);
    at = end + 1;
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    if (size === undefined) {
      texts.set(path, undefined);
      continue;
    }
    texts.set(path, stdout.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}
