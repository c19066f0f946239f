import { sqlTypeName } from '../../../catalog/index.ts';
import { walk, type Cte, type Node, type SelectItem } from '../../../grammar/index.ts';
import { plansOf } from '../../facts.ts';
import type { LocalEntity } from '../../names/entity.ts';
import type { Snapshot, Step } from '../../simulate.ts';
import type { CardBlock } from '../card.ts';
import { sourceOf } from '../definition.ts';
import { relationBlocks } from './relation_card.ts';

/** A name of one statement: the table an alias stands for, the query of a CTE, the expression and type of a computed column. */
export function localBlocks(snapshot: Snapshot, step: Step, entity: LocalEntity): readonly CardBlock[] {
  switch (entity.kind) {
    case 'output':
      return outputBlocks(step, entity);
    case 'alias': {
      const relation = sourceOf(step, entity)?.relation;
      const blocks = relation === undefined ? undefined : relationBlocks(snapshot, step, relation);
      return [{ kind: 'text', text: `alias ${entity.name}` }, ...(blocks ?? [])];
    }
    case 'cte':
      return [
        { kind: 'text', text: `common table expression ${entity.name}` },
        ...written(
          step,
          find(step, node => node.kind === 'cte' && declares((node as Cte).name, entity)),
        ),
      ];
    default:
      return [{ kind: 'text', text: `window ${entity.name}` }];
  }
}

function outputBlocks(step: Step, entity: LocalEntity): readonly CardBlock[] {
  const item = find(step, node => node.kind === 'item' && declares((node as Extract<SelectItem, { kind: 'item' }>).alias, entity)) as
    | Extract<SelectItem, { kind: 'item' }>
    | undefined;
  const type = item === undefined ? undefined : plansOf(step).types.get(item.expr);
  return [
    { kind: 'code', language: 'sql', text: `${entity.name}${type === undefined ? '' : ` ${sqlTypeName(type) ?? type.kind}`}` },
    ...written(step, item?.expr),
  ];
}

function declares(ident: Node | undefined, entity: LocalEntity): boolean {
  return ident?.span.start === entity.declared.start;
}

function find({ placed: { statement } }: Step, isWanted: (node: Node) => boolean): Node | undefined {
  const root = statement.node ?? statement.draft;
  let found: Node | undefined;
  if (root !== undefined) {
    walk(root, node => {
      if (found === undefined && isWanted(node)) found = node;
      return found === undefined;
    });
  }
  return found;
}

function written(step: Step, node: Node | undefined): readonly CardBlock[] {
  return node === undefined
    ? []
    : [{ kind: 'code', language: 'sql', text: step.placed.statement.text.slice(node.span.start, node.span.end) }];
}
