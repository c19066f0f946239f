import type { Rule } from '../rule.ts';
import adminCall from './admin-call.ts';
import aggregateInWhere from './aggregate-in-where.ts';
import alterBreaksFlow from './alter-breaks-flow.ts';
import alterKeyColumn from './alter-key-column.ts';
import alterTableInvalid from './alter-table-invalid.ts';
import ambiguousColumn from './ambiguous-column.ts';
import appendMergeConflict from './append-merge-conflict.ts';
import appendThenDelete from './append-then-delete.ts';
import columnCount from './column-count.ts';
import columnDefault from './column-default.ts';
import columnExists from './column-exists.ts';
import columnNotFound from './column-not-found.ts';
import constantFails from './constant-fails.ts';
import copyOption from './copy-option.ts';
import databaseInUse from './database-in-use.ts';
import databaseInstantTtl from './database-instant-ttl.ts';
import databaseNotFound from './database-not-found.ts';
import dateBinOrigin from './date-bin-origin.ts';
import defaultBeforeNotNull from './default-before-not-null.ts';
import deferUnneeded from './defer-unneeded.ts';
import distinctOrder from './distinct-order.ts';
import doubleQuotedText from './double-quoted-text.ts';
import dropBreaksFlow from './drop-breaks-flow.ts';
import duplicateFlowBody from './duplicate-flow-body.ts';
import duplicateName from './duplicate-name.ts';
import evalIntervalIgnored from './eval-interval-ignored.ts';
import evalIntervalNonpositive from './eval-interval-nonpositive.ts';
import evalLongerThanExpire from './eval-longer-than-expire.ts';
import expireAfterNegative from './expire-after-negative.ts';
import expireAfterNothing from './expire-after-nothing.ts';
import expireIsNotTtl from './expire-is-not-ttl.ts';
import expireLongerThanSourceTtl from './expire-longer-than-source-ttl.ts';
import expireShorterThanWindow from './expire-shorter-than-window.ts';
import expireWithoutEffect from './expire-without-effect.ts';
import flowAlreadyExists from './flow-already-exists.ts';
import flowBodyKind from './flow-body-kind.ts';
import flowBodyVolatile from './flow-body-volatile.ts';
import flowClauseOrder from './flow-clause-order.ts';
import flowCommentQuote from './flow-comment-quote.ts';
import flowCommentQuoting from './flow-comment-quoting.ts';
import flowCycle from './flow-cycle.ts';
import flowEvalIntervalCase from './flow-eval-interval-case.ts';
import flowExpireWithoutAfter from './flow-expire-without-after.ts';
import flowIneOrReplace from './flow-ine-or-replace.ts';
import flowMissingSource from './flow-missing-source.ts';
import flowNameQualified from './flow-name-qualified.ts';
import flowNoBackfill from './flow-no-backfill.ts';
import flowNotFound from './flow-not-found.ts';
import flowOptionNonscalar from './flow-option-nonscalar.ts';
import flowOptionValue from './flow-option-value.ts';
import flowOrder from './flow-order.ts';
import flowReferenceParts from './flow-reference-parts.ts';
import flowReplaceAcrossStates from './flow-replace-across-states.ts';
import flowReservedOption from './flow-reserved-option.ts';
import flowSelectStar from './flow-select-star.ts';
import flowSinkIsSource from './flow-sink-is-source.ts';
import flowSinkPlace from './flow-sink-place.ts';
import flowSourceNotBound from './flow-source-not-bound.ts';
import flowStoredText from './flow-stored-text.ts';
import flowTextShifted from './flow-text-shifted.ts';
import flowTypo from './flow-typo.ts';
import flowUnaliasedOutput from './flow-unaliased-output.ts';
import flowUnknownOption from './flow-unknown-option.ts';
import foldedName from './folded-name.ts';
import functionArguments from './function-arguments.ts';
import functionNotFound from './function-not-found.ts';
import groupKeyNotSelected from './group-key-not-selected.ts';
import highCardinalityTag from './high-cardinality-tag.ts';
import ifNotExistsTypo from './if-not-exists-typo.ts';
import incrementalNeedsAppend from './incremental-needs-append.ts';
import incrementalUnsupported from './incremental-unsupported.ts';
import indexOption from './index-option.ts';
import insertColumnCount from './insert-column-count.ts';
import insertMissingValue from './insert-missing-value.ts';
import insertValue from './insert-value.ts';
import intervalMonths from './interval-months.ts';
import intervalNotCastable from './interval-not-castable.ts';
import intervalSubsecond from './interval-subsecond.ts';
import invalidName from './invalid-name.ts';
import keywordAsName from './keyword-as-name.ts';
import keywordCase from './keyword-case.ts';
import keywordTypo from './keyword-typo.ts';
import metricTable from './metric-table.ts';
import missingComma from './missing-comma.ts';
import missingGroupBy from './missing-group-by.ts';
import mysqlInterval from './mysql-interval.ts';
import newerVersion from './newer-version.ts';
import notABaseTable from './not-a-base-table.ts';
import notAView from './not-a-view.ts';
import notGrouped from './not-grouped.ts';
import notPlanned from './not-planned.ts';
import objectExists from './object-exists.ts';
import objectMissing from './object-missing.ts';
import oneStatementPerFile from './one-statement-per-file.ts';
import optionValue from './option-value.ts';
import partitionNotInKey from './partition-not-in-key.ts';
import partitionRule from './partition-rule.ts';
import pendingFlowInvalid from './pending-flow-invalid.ts';
import pendingNeverActivated from './pending-never-activated.ts';
import pkFloatOrTimestamp from './pk-float-or-timestamp.ts';
import pkTooWide from './pk-too-wide.ts';
import positionOutOfRange from './position-out-of-range.ts';
import promqlInvalid from './promql-invalid.ts';
import rangeQuery from './range-query.ts';
import readOnly from './read-only.ts';
import refused from './refused.ts';
import reservedOutputColumn from './reserved-output-column.ts';
import semanticOption from './semantic-option.ts';
import setVariable from './set-variable.ts';
import sinkAppendMode from './sink-append-mode.ts';
import sinkColumnCount from './sink-column-count.ts';
import sinkColumnName from './sink-column-name.ts';
import sinkLacksKeys from './sink-lacks-keys.ts';
import sinkLengthStreaming from './sink-length-streaming.ts';
import sinkOtherCatalog from './sink-other-catalog.ts';
import sinkPartialExtra from './sink-partial-extra.ts';
import sinkPartialMissingKey from './sink-partial-missing-key.ts';
import sinkPlaceholderIndex from './sink-placeholder-index.ts';
import sinkTimestampLast from './sink-timestamp-last.ts';
import sinkTypeConflict from './sink-type-conflict.ts';
import sinkTypeExactStreaming from './sink-type-exact-streaming.ts';
import sinkTypeFamily from './sink-type-family.ts';
import sourceHasNoWriter from './source-has-no-writer.ts';
import sourceInstantTtl from './source-instant-ttl.ts';
import sourceRecreated from './source-recreated.ts';
import sqlFlowNeedsEvalInterval from './sql-flow-needs-eval-interval.ts';
import streamingDeprecated from './streaming-deprecated.ts';
import streamingUnsupported from './streaming-unsupported.ts';
import superfluousComma from './superfluous-comma.ts';
import suppressionUnknownRule from './suppression-unknown-rule.ts';
import suppressionWithoutReason from './suppression-without-reason.ts';
import tableDuplicateColumn from './table-duplicate-column.ts';
import tableKeyNotAColumn from './table-key-not-a-column.ts';
import tablePkPlaces from './table-pk-places.ts';
import tablePkTimeIndex from './table-pk-time-index.ts';
import tableTimeIndex from './table-time-index.ts';
import tableUnknownOption from './table-unknown-option.ts';
import tableUnsupportedType from './table-unsupported-type.ts';
import tqlCteFrozenNow from './tql-cte-frozen-now.ts';
import tqlMetricCase from './tql-metric-case.ts';
import tqlNeedsEvalInterval from './tql-needs-eval-interval.ts';
import tqlNeedsNow from './tql-needs-now.ts';
import tqlOnlyEval from './tql-only-eval.ts';
import tqlParameters from './tql-parameters.ts';
import tqlSwallowsRest from './tql-swallows-rest.ts';
import tqlTableShape from './tql-table-shape.ts';
import tqlUntrackedSource from './tql-untracked-source.ts';
import tqlWithoutRange from './tql-without-range.ts';
import trailingSemicolon from './trailing-semicolon.ts';
import twoFlowsOneSink from './two-flows-one-sink.ts';
import typeMismatch from './type-mismatch.ts';
import unbalancedParenthesis from './unbalanced-parenthesis.ts';
import unclosedQuote from './unclosed-quote.ts';
import unknownStatement from './unknown-statement.ts';
import unorderedMigrationName from './unordered-migration-name.ts';
import unusedSuppression from './unused-suppression.ts';
import viewAsSource from './view-as-source.ts';
import viewColumns from './view-columns.ts';
import viewOutdated from './view-outdated.ts';
import wildcardQualifier from './wildcard-qualifier.ts';
import windowAliasTrap from './window-alias-trap.ts';
import windowDefinition from './window-definition.ts';
import windowDisabledByShape from './window-disabled-by-shape.ts';
import windowNotMonotonic from './window-not-monotonic.ts';
import windowTooSmall from './window-too-small.ts';

/** Every rule, by id. Made by `npm run generate`. */
export const RULES: readonly Rule[] = [
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
  flowCommentQuoting,
  flowBodyKind,
  flowTypo,
  foldedName,
  flowEvalIntervalCase,
  flowStoredText,
  intervalMonths,
  intervalNotCastable,
  intervalSubsecond,
  evalIntervalNonpositive,
  expireAfterNegative,
  sqlFlowNeedsEvalInterval,
  windowDisabledByShape,
  windowNotMonotonic,
  tqlNeedsEvalInterval,
  tqlNeedsNow,
  tqlOnlyEval,
  expireShorterThanWindow,
  expireLongerThanSourceTtl,
  expireIsNotTtl,
  evalLongerThanExpire,
  windowTooSmall,
  expireWithoutEffect,
  evalIntervalIgnored,
  windowAliasTrap,
  expireAfterNothing,
  sinkColumnCount,
  sinkColumnName,
  sinkTypeFamily,
  sinkPartialMissingKey,
  sinkPartialExtra,
  sinkTypeExactStreaming,
  sinkLengthStreaming,
  sinkTimestampLast,
  sinkPlaceholderIndex,
  sourceInstantTtl,
  incrementalNeedsAppend,
  incrementalUnsupported,
  streamingUnsupported,
  tqlTableShape,
  flowBodyVolatile,
  flowReferenceParts,
  flowSourceNotBound,
  flowTextShifted,
  flowOrder,
  pendingNeverActivated,
  deferUnneeded,
  flowCycle,
  twoFlowsOneSink,
  duplicateFlowBody,
  dropBreaksFlow,
  sourceHasNoWriter,
  objectExists,
  objectMissing,
  alterBreaksFlow,
  sourceRecreated,
  pendingFlowInvalid,
  viewAsSource,
  databaseNotFound,
  notAView,
  tqlMetricCase,
  tqlWithoutRange,
  tqlSwallowsRest,
  defaultBeforeNotNull,
  tableTimeIndex,
  tablePkTimeIndex,
  tableDuplicateColumn,
  tableUnsupportedType,
  tablePkPlaces,
  tableUnknownOption,
  appendMergeConflict,
  pkTooWide,
  pkFloatOrTimestamp,
  highCardinalityTag,
  appendThenDelete,
  databaseInstantTtl,
  partitionNotInKey,
  tableKeyNotAColumn,
  optionValue,
  indexOption,
  columnDefault,
  invalidName,
  partitionRule,
  metricTable,
  flowSelectStar,
  flowUnaliasedOutput,
  unorderedMigrationName,
  keywordCase,
  trailingSemicolon,
  oneStatementPerFile,
  unusedSuppression,
  suppressionWithoutReason,
  suppressionUnknownRule,
  flowSinkPlace,
  sinkLacksKeys,
  sinkAppendMode,
  sinkTypeConflict,
  dateBinOrigin,
  flowNoBackfill,
  streamingDeprecated,
  tqlUntrackedSource,
  sinkOtherCatalog,
  flowCommentQuote,
  reservedOutputColumn,
  mysqlInterval,
  tqlCteFrozenNow,
  groupKeyNotSelected,
  doubleQuotedText,
  columnNotFound,
  functionNotFound,
  ambiguousColumn,
  notGrouped,
  aggregateInWhere,
  functionArguments,
  typeMismatch,
  constantFails,
  positionOutOfRange,
  columnCount,
  duplicateName,
  distinctOrder,
  windowDefinition,
  rangeQuery,
  promqlInvalid,
  tqlParameters,
  wildcardQualifier,
  insertColumnCount,
  insertValue,
  insertMissingValue,
  readOnly,
  alterKeyColumn,
  columnExists,
  alterTableInvalid,
  semanticOption,
  databaseInUse,
  adminCall,
  viewColumns,
  setVariable,
  copyOption,
  notABaseTable,
  notPlanned,
  viewOutdated,
  unclosedQuote,
  keywordAsName,
  ifNotExistsTypo,
  keywordTypo,
  missingGroupBy,
  missingComma,
  superfluousComma,
  unbalancedParenthesis,
  unknownStatement,
  newerVersion,
  refused,
];
