import { isVersion, VERSIONS, type Version } from '../catalog/index.ts';
import { Trouble } from './trouble.ts';

/** The release that `--target-version` names. */
export function targetVersionOf(written: string | undefined): Version | undefined {
  if (written === undefined || isVersion(written)) return written;
  throw new Trouble(`unknown release ${written}: there are ${VERSIONS.join(', ')}`);
}
