import { forgetTrees } from '../grammar/index.ts';

/** So many characters of SQL have their trees in memory: some 30 MB. The rest is parsed again when somebody asks for it. */
const LIMIT = 1_000_000;

/** To be called when no question is being answered: nobody holds a node. */
export function rest(): void {
  forgetTrees(LIMIT);
}
