import type { Rule } from '../rule.ts';
import evalIntervalNonpositive from './eval-interval-nonpositive.ts';
import flowAlreadyExists from './flow-already-exists.ts';
import flowClauseOrder from './flow-clause-order.ts';
import flowEvalIntervalCase from './flow-eval-interval-case.ts';
import flowExpireWithoutAfter from './flow-expire-without-after.ts';
import flowIneOrReplace from './flow-ine-or-replace.ts';
import flowMissingSource from './flow-missing-source.ts';
import flowNameQualified from './flow-name-qualified.ts';
import flowNotFound from './flow-not-found.ts';
import flowOptionNonscalar from './flow-option-nonscalar.ts';
import flowOptionValue from './flow-option-value.ts';
import flowReplaceAcrossStates from './flow-replace-across-states.ts';
import flowReservedOption from './flow-reserved-option.ts';
import flowSinkIsSource from './flow-sink-is-source.ts';
import flowUnknownOption from './flow-unknown-option.ts';
import intervalMonths from './interval-months.ts';
import intervalNotCastable from './interval-not-castable.ts';
import intervalSubsecond from './interval-subsecond.ts';
import pendingNeverActivated from './pending-never-activated.ts';
import refused from './refused.ts';
import sqlFlowNeedsEvalInterval from './sql-flow-needs-eval-interval.ts';
import suppressionUnknownRule from './suppression-unknown-rule.ts';
import suppressionWithoutReason from './suppression-without-reason.ts';
import unusedSuppression from './unused-suppression.ts';

/** Every rule, by id. Made by `npm run generate`. */
export const RULES: readonly Rule[] = [
  suppressionUnknownRule,
  suppressionWithoutReason,
  unusedSuppression,
  flowMissingSource,
  flowUnknownOption,
  flowReservedOption,
  flowOptionValue,
  flowOptionNonscalar,
  flowNameQualified,
  flowIneOrReplace,
  flowSinkIsSource,
  flowAlreadyExists,
  flowNotFound,
  flowReplaceAcrossStates,
  flowClauseOrder,
  flowExpireWithoutAfter,
  flowEvalIntervalCase,
  intervalMonths,
  intervalNotCastable,
  intervalSubsecond,
  evalIntervalNonpositive,
  sqlFlowNeedsEvalInterval,
  pendingNeverActivated,
  refused,
];
