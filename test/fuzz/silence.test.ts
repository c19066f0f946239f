import { describe, expect, test } from 'vitest';
import { fewer, hunt, share, TIMEOUT, type Law } from './budget.ts';
import { hear, nodesOf, refusalOf, type Heard, type Query } from './conversation.ts';
import { recordedCases } from './corpus.ts';
import { OWN_SCRIPTS } from './scripts.ts';

/**
 * An open world may not blame anybody for what it cannot see. So whatever creates things is left out of conversations that GreptimeDB
 * accepted: no error may appear. A flow whose source is not in sight is warned of, and nothing else is said that was not said before.
 */
interface Input {
  readonly name: string;
  readonly queries: readonly Query[];
  /** Places of the queries that are left out. */
  readonly without: readonly number[];
}

const CREATES = new Set(['create_table', 'create_table_like', 'create_external_table', 'create_database', 'create_view', 'create_flow']);

interface Conversation {
  readonly name: string;
  readonly queries: readonly Query[];
  readonly creations: readonly number[];
}

function conversations(): readonly Conversation[] {
  const own = OWN_SCRIPTS.map((script, index) => ({
    name: `script ${index}`,
    queries: script.map(text => ({ text, protocol: 'http' as const, accepted: true })),
  }));
  const recorded = recordedCases().map(rows => ({
    name: rows[0]!.case,
    queries: rows.map(({ text, protocol, outcome, clientSide }) => ({ text, protocol, accepted: outcome !== 'error' || clientSide })),
  }));
  return [...own, ...recorded].map(({ name, queries }) => {
    const creations = queries.flatMap((query, at) => (query.accepted && isCreation(query) ? [at] : []));
    return { name, queries, creations };
  });
}

/** What replaces something is left alone: without it the older one would be in force, in sight, and rightly judged by. */
function isCreation(query: Query): boolean {
  return nodesOf(query).some(node => node !== undefined && CREATES.has(node.kind) && !('orReplace' in node && node.orReplace));
}

const all = conversations();
const rich = all.filter(({ creations }) => creations.length > 0);

const isAllowed = (name: string): boolean => name === 'flow-missing-source' || name === 'flow-order';

const law: Law<Input> = ({ name, queries, without }) => {
  const left = queries.filter((query, at) => query.accepted && !without.includes(at));
  for (const heard of hear(left, 'open')) {
    const refused = refusalOf(heard);
    if (refused !== undefined) return `refused in an open world (${name}): ${refused} <= ${heard.query.text}`;
    const error = heard.findings.find(({ severity, name: rule }) => severity === 'error' && !isAllowed(rule));
    if (error !== undefined) return `an error in an open world (${name}): ${error.name} ${error.message} <= ${heard.query.text}`;
  }
  return undefined;
};

function show({ name, queries, without }: Input): string {
  return `${name} without ${without.map(at => `\n      #${at} ${queries[at]!.text.slice(0, 160)}`).join('')}`;
}

describe('an open world is silent about what it cannot see', { timeout: TIMEOUT }, () => {
  test('one creation left out', async () => {
    const places = rich.flatMap(conversation => conversation.creations.map(at => ({ ...conversation, without: [at] })));
    const inputs = Math.min(places.length, share(0.006));
    const stride = places.length / inputs;
    await hunt<Input>({ name: 'one creation left out', inputs, make: (_random, index) => places[Math.floor(index * stride)]!, law, show });
  });

  test('any creations left out', async () => {
    await hunt<Input>({
      name: 'any creations left out',
      inputs: share(0.006),
      make(random) {
        const conversation = random.pick(rich);
        const part = random.pick([0.3, 0.7, 1]);
        return { ...conversation, without: conversation.creations.filter(() => random.chance(part)) };
      },
      law,
      shrink: function* smaller(input) {
        for (const without of fewer(input.without)) yield { ...input, without };
      },
      show,
    });
  });
});

/** Statements that decide where and how the rest is read. */
const SETTINGS: ReadonlySet<string | undefined> = new Set(['use', 'set', 'declare_cursor', 'prepare']);

describe('an open world may begin anywhere', { timeout: TIMEOUT }, () => {
  test('what ran first was run elsewhere', async () => {
    await hunt<Input>({
      name: 'first statements left out',
      inputs: share(0.006),
      make(random) {
        const conversation = random.pick(all);
        const first = random.below(conversation.queries.length);
        const without = conversation.queries.flatMap((query, at) =>
          at < first && !nodesOf(query).some(node => SETTINGS.has(node?.kind)) ? [at] : [],
        );
        return { ...conversation, without };
      },
      law,
      show: ({ name, without }) => `${name} from statement ${without.length} on`,
    });
  });
});

describe('a closed world refuses nothing that GreptimeDB accepts', { timeout: TIMEOUT }, () => {
  test('accepted statements in the order in which they ran', () => {
    const alarms: string[] = [];
    const note = (heard: Heard, name: string): void => {
      const refused = heard.query.accepted ? refusalOf(heard) : undefined;
      if (refused !== undefined) alarms.push(`${name}: ${refused} <= ${heard.query.text}`);
    };
    for (const { name, queries } of all) {
      for (const heard of hear(queries, 'closed', false)) note(heard, name);
      // what was refused changed nothing, so it may as well not have been said
      for (const heard of hear(
        queries.filter(query => query.accepted),
        'closed',
        false,
      ))
        note(heard, `${name}, accepted statements only`);
    }
    expect(alarms).toEqual([]);
  });
});
