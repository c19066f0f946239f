import type { Rule } from '../rule.ts';
import flowAlreadyExists from './flow-already-exists.ts';
import flowMissingSource from './flow-missing-source.ts';
import flowNotFound from './flow-not-found.ts';
import flowOptionNonscalar from './flow-option-nonscalar.ts';
import flowReplaceAcrossStates from './flow-replace-across-states.ts';
import flowSinkIsSource from './flow-sink-is-source.ts';
import flowUnknownOption from './flow-unknown-option.ts';
import refused from './refused.ts';

/** Every rule, by id. Made by `npm run generate`. */
export const RULES: readonly Rule[] = [
  flowMissingSource,
  flowUnknownOption,
  flowOptionNonscalar,
  flowSinkIsSource,
  flowAlreadyExists,
  flowNotFound,
  flowReplaceAcrossStates,
  refused,
];
