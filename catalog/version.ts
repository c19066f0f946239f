/** Releases of GreptimeDB whose behaviour can be selected; the newest one is the default. */
export const VERSIONS = ['1.1', '1.2', '1.3'] as const;
export type Version = (typeof VERSIONS)[number];
export const LATEST: Version = '1.3';

export function isVersion(text: string): text is Version {
  return (VERSIONS as readonly string[]).includes(text);
}

/** Whether `version` has what arrived with `since`. */
export function atLeast(version: Version, since: Version): boolean {
  return VERSIONS.indexOf(version) >= VERSIONS.indexOf(since);
}
