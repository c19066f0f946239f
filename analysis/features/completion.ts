import { findRelation, optionFact } from '../../catalog/index.ts';
import type { SourceFile, Span } from '../../grammar/index.ts';
import { pageOf } from '../active.ts';
import { urlOf } from '../pages.ts';
import type { Rule } from '../rule.ts';
import type { Snapshot } from '../simulate.ts';
import type { CardBlock } from './card.ts';
import { flowBlocks } from './cards/flow_card.ts';
import { functionBlocks, promBlocks } from './cards/function_card.ts';
import { tableBlocks } from './cards/relation_card.ts';
import { optionBlocks, typeBlocks } from './cards/vocabulary_cards.ts';
import { commentItems } from './completion/comments.ts';
import { cursorAt, type Cursor } from './completion/cursor.ts';
import { fits, type CompletionItem, type Topic } from './completion/item.ts';
import { keywordItems } from './completion/keywords.ts';
import {
  adminItems,
  columnItems,
  databaseItems,
  expressionItems,
  flowItems,
  MOST_ITEMS,
  memberItems,
  relationItems,
} from './completion/names.ts';
import { promqlItems } from './completion/promql.ts';
import { sightAt } from './completion/sight.ts';
import { slotAt, type Slot } from './completion/slot.ts';
import { templateItems } from './completion/templates.ts';
import { durationItems, engineItems, intervalItems, optionItems, optionValueItems, typeItems } from './completion/values.ts';
import { makerOf } from '../makers.ts';

export interface Completions {
  readonly items: readonly CompletionItem[];
  /** What an item replaces, counted from the file's first character. */
  readonly replaces: Span;
  /** Not everything that fits was sent: ask again when more is typed. */
  readonly isIncomplete: boolean;
}

/** What may be written at an offset. Decided from tokens, never from a broken tree; the work is bounded by the statement. */
export function completions(snapshot: Snapshot, file: SourceFile, offset: number, rules: readonly Rule[]): Completions {
  const comment = commentItems(file, offset, rules);
  if (comment !== undefined) return { items: comment.items, replaces: comment.word, isIncomplete: false };
  const cursor = cursorAt(snapshot, file, offset);
  if (cursor === undefined) return { items: [], replaces: { start: offset, end: offset }, isIncomplete: false };
  const slot = slotAt(cursor.before, cursor.string !== undefined);
  const found =
    cursor.string?.quote === "'"
      ? stringItems(cursor, slot)
      : cursor.string === undefined
        ? itemsFor(cursor, slot)
        : quotedItems(cursor, slot);
  const fitting = unique(found).filter(item => fits(item.label, cursor.prefix));
  const { start } = cursor;
  return {
    items: fitting.slice(0, MOST_ITEMS),
    replaces: { start: start + cursor.word.start, end: start + cursor.word.end },
    isIncomplete: fitting.length > MOST_ITEMS,
  };
}

function itemsFor(cursor: Cursor, slot: Slot): readonly CompletionItem[] {
  const { world } = cursor;
  switch (slot.kind) {
    case 'statement':
      return [...keywordItems(cursor, slot), ...templateItems()];
    case 'relation':
      return [...relationItems(world, slot.only, sightAt(cursor).ctes), ...keywordItems(cursor, slot)];
    case 'flow':
      return [...flowItems(world), ...keywordItems(cursor, slot)];
    case 'database':
      return [...databaseItems(world), ...keywordItems(cursor, slot)];
    case 'column':
      return columnItems(cursor, slot.of, slot.more === true);
    case 'expression':
      return [...expressionItems(sightAt(cursor), slot.clause), ...(slot.clause === 'USING' ? [] : keywordItems(cursor, slot))];
    case 'member':
      return memberItems(cursor, sightAt(cursor), slot.of, slot.clause);
    case 'type':
      return typeItems(slot.use);
    case 'option_key':
      return optionItems(cursor, slot.scope);
    case 'option_value':
      return optionValueItems(cursor, slot.scope, slot.key);
    case 'interval':
      return intervalItems(cursor);
    case 'duration':
      return durationItems(cursor);
    case 'engine':
      return engineItems();
    case 'admin':
      return adminItems();
    case 'promql':
      return promqlItems(cursor, slot.from);
    case 'admin_argument':
      return [];
    default:
      return keywordItems(cursor, slot);
  }
}

/** Inside of single quotes only values stand, and names that are given as text. */
function stringItems(cursor: Cursor, slot: Slot): readonly CompletionItem[] {
  switch (slot.kind) {
    case 'option_key':
    case 'option_value':
    case 'interval':
    case 'duration':
      return itemsFor(cursor, slot);
    case 'admin_argument':
      return slot.function.includes('flow') ? flowItems(cursor.world) : relationItems(cursor.world, 'table', []);
    default:
      return [];
  }
}

/** Inside of double quotes or back quotes a name is written: its quotes are there already. */
function quotedItems(cursor: Cursor, slot: Slot): readonly CompletionItem[] {
  return itemsFor(cursor, slot).flatMap(item => (NAMES.has(item.kind) ? [{ ...item, insert: item.label }] : []));
}
const NAMES: ReadonlySet<string> = new Set(['table', 'view', 'column', 'alias', 'cte', 'flow', 'database']);

/** The same word twice helps nobody; of columns with one name the qualified forms differ. */
function unique(items: readonly CompletionItem[]): readonly CompletionItem[] {
  const seen = new Set<string>();
  return items.filter(({ kind, label, insert }) => {
    const key = `${kind === 'aggregate' ? 'function' : kind} ${label} ${insert ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What an item is about, when somebody looks at it. */
export function documentation(snapshot: Snapshot, topic: Topic, rules: readonly Rule[]): readonly CardBlock[] {
  switch (topic.about) {
    case 'function':
      return functionBlocks(topic.name) ?? [];
    case 'promql':
      return promBlocks(topic.name) ?? [];
    case 'type':
      return typeBlocks(topic.name) ?? [];
    case 'option': {
      const fact = optionFact(topic.scope, topic.key);
      return fact === undefined ? [] : optionBlocks(fact);
    }
    case 'rule': {
      const rule = rules.find(({ name }) => name === topic.name);
      return rule === undefined
        ? []
        : [
            { kind: 'text', text: rule.summary },
            { kind: 'text', text: rule.why },
            { kind: 'text', text: urlOf(pageOf(rule)) },
          ];
    }
    case 'relation': {
      const relation = findRelation(snapshot.end, topic.database, topic.name);
      return relation === undefined
        ? []
        : relation.kind === 'table'
          ? tableBlocks(relation)
          : [{ kind: 'code', language: 'sql', text: relation.definition }];
    }
    default: {
      const flow = snapshot.end.flows.get(topic.name);
      const step = makerOf(snapshot, flow);
      return flow === undefined || step === undefined ? [] : flowBlocks(snapshot, step, flow);
    }
  }
}
