/** A problem with what we were given, in one sentence; it ends the run with exit code 2 and without a stack. */
export class Trouble extends Error {}

/** Why the file system refused, in words. */
export function whyOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
      return 'a part of the path is no folder';
    case 'ENOSPC':
      return 'the disk is full';
    case 'EFBIG':
      return 'it would be larger than files may be here';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ELOOP':
      return 'links go in a circle';
    default:
      return code ?? (error instanceof Error ? error.message : String(error));
  }
}
