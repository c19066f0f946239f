import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fewer, hunt, share, TIMEOUT } from './budget.ts';
import { openClient, type Client, type Message } from './client.ts';
import { allStatements } from './corpus.ts';
import { written } from './laws.ts';
import { randomStep, type Document, type Step, type World } from './messages.ts';
import { Random } from './random.ts';
import { cutsOf } from './texts.ts';

interface Input {
  readonly seed: number;
  readonly capabilities: object;
  readonly early: boolean;
  readonly steps: readonly Step[];
  /** What every open document holds in the end. */
  readonly documents: readonly Document[];
}

const cuts = allStatements()
  .filter(text => text.length < 800)
  .map(cutsOf);
const rejections: unknown[] = [];
const note = (reason: unknown): void => void rejections.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

/** Held until there is news. */
const MAY_WAIT: ReadonlySet<string> = new Set(['workspace/diagnostic']);
const INTERNAL_ERROR = -32603;
const NOT_INITIALIZED = -32002;

function capabilitiesOf(random: Random): object {
  return {
    general: { positionEncodings: random.pick([['utf-16'], ['utf-16'], undefined, []]) },
    textDocument: {
      ...(random.chance(0.7) ? { diagnostic: { dynamicRegistration: false, relatedDocumentSupport: true } } : {}),
      publishDiagnostics: { relatedInformation: random.chance(0.5) },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
      hover: { contentFormat: random.pick([['markdown'], ['plaintext'], []]) },
      completion: { completionItem: { snippetSupport: random.chance(0.5) } },
      semanticTokens: { requests: { full: { delta: true }, range: true }, tokenTypes: [], tokenModifiers: [], formats: ['relative'] },
    },
    workspace: {
      didChangeWatchedFiles: { dynamicRegistration: random.chance(0.5) },
      diagnostics: { refreshSupport: random.chance(0.5) },
      configuration: random.chance(0.3),
      workspaceFolders: true,
    },
    experimental: random.pick([undefined, { greptimeSql: { status: true } }]),
  };
}

function makeInput(random: Random, index: number): Input {
  const world: World = { documents: new Map(), cuts };
  const capabilities = capabilitiesOf(random);
  const steps = Array.from({ length: 3 + random.below(25) }, () => randomStep(random, world));
  return { seed: index, capabilities, early: random.chance(0.05), steps, documents: [...world.documents.values()] };
}

async function start(client: Client, capabilities: object): Promise<Message> {
  const answer = await client.request('initialize', { processId: null, rootUri: null, capabilities });
  client.send({ method: 'initialized', params: {} });
  return answer;
}

async function play({ steps, capabilities, early }: Input): Promise<string | undefined> {
  const client = openClient();
  rejections.length = 0;
  const hover = { textDocument: { uri: 'file:///w/a.sql' }, position: { line: 0, character: 0 } };
  const tooEarly = early ? client.request('textDocument/hover', hover) : undefined;
  await start(client, capabilities);
  if (tooEarly !== undefined && (await within(tooEarly))?.error?.code !== NOT_INITIALIZED)
    return 'a request before initialize is not refused: textDocument/hover';
  const answers: { readonly step: Step; readonly answer: Promise<Message>; readonly done: () => boolean }[] = [];
  for (const step of steps) {
    if (step.kind === 'text') client.sendText(step.body);
    else if (step.kind === 'notify') client.send({ method: step.method, params: step.params });
    else {
      let isDone = false;
      const answer = client.request(step.method, step.params).finally(() => {
        isDone = true;
      });
      answers.push({ step, answer, done: () => isDone });
    }
  }
  // The last of all requests: every earlier one is answered by now, or never.
  const last = client.request('shutdown', null);
  const owed = answers.filter(({ step }) => !MAY_WAIT.has((step as { readonly method: string }).method));
  const answered = await within(Promise.all(owed.map(({ answer }) => answer)));
  if (answered === undefined) {
    const silent = owed.flatMap(({ step, done }) => (done() || step.kind !== 'request' ? [] : [step.method]));
    return `a request is never answered: ${silent.join(', ')}`;
  }
  for (const [at, { step }] of owed.entries()) {
    const { error } = answered[at]!;
    if (error?.code === INTERNAL_ERROR && step.kind === 'request' && step.honest)
      return `a request failed (${step.method}): ${error.message} <= ${written(step.params)}`;
  }
  if ((await within(last)) === undefined) return 'the server does not shut down';
  // A server may complain of what no client should send.
  const complaint = client.heard.find(
    ({ method, params }) => method === 'window/logMessage' && /failed/.test((params as { readonly message: string }).message),
  );
  if (complaint !== undefined && steps.every(step => step.kind !== 'text' && step.honest))
    return `something failed: ${written(complaint.params).slice(0, 400)}`;
  return rejections.length > 0
    ? `a promise was rejected and nobody heard: ${String((rejections[0] as Error)?.stack ?? rejections[0]).slice(0, 400)}`
    : undefined;
}

const PATIENCE = 5_000;

function within<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, PATIENCE, undefined);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What a server says of open documents when it is asked. */
async function pulled(client: Client, documents: readonly Document[]): Promise<string> {
  const found: unknown[] = [];
  for (const { uri } of documents) found.push([uri, (await client.request('textDocument/diagnostic', { textDocument: { uri } })).result]);
  return written(found).replaceAll(/"resultId":"[^"]*"/g, '""');
}

function asOurs(params: unknown): unknown {
  const { textDocument, ...rest } = params as { readonly textDocument?: { readonly languageId?: string } };
  return textDocument?.languageId === undefined ? params : { ...rest, textDocument: { ...textDocument, languageId: 'greptime-sql' } };
}

describe('the server in this process', { timeout: TIMEOUT }, () => {
  test('answers every request and stumbles over none', async () => {
    await hunt<Input>({
      name: 'messages',
      inputs: share(0.006),
      make: makeInput,
      law: play,
      shrink: function* smaller(input) {
        for (const steps of fewer(input.steps)) yield { ...input, steps };
      },
      show: ({ steps }) => JSON.stringify(steps),
    });
  });

  test('says after any edits what a fresh server says of the same texts', async () => {
    // A text that once was GreptimeDB's stays so while it is open; a fresh server may think otherwise. So all say what they are.
    const capabilities = { textDocument: { diagnostic: {} } };
    await hunt<Input>({
      name: 'edits over the protocol',
      inputs: share(0.003),
      make: (random, index) => ({ ...makeInput(random, index), capabilities, early: false }),
      async law({ steps, documents }) {
        const honest = steps.filter(step => step.kind !== 'text' && step.honest && step.method.startsWith('textDocument/'));
        const worn = openClient();
        const fresh = openClient();
        await start(worn, capabilities);
        for (const step of honest) if (step.kind === 'notify') worn.send({ method: step.method, params: asOurs(step.params) });
        await start(fresh, capabilities);
        for (const { uri, version, text } of documents) {
          fresh.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'greptime-sql', version, text } } });
        }
        const after = await pulled(fresh, documents);
        let before = await pulled(worn, documents);
        // An open quote keeps its reading as long as somebody types.
        for (let tries = 0; before !== after && tries < 20; tries++) {
          await new Promise(resolve => setTimeout(resolve, 100));
          before = await pulled(worn, documents);
        }
        return before === after ? undefined : `worn and fresh differ: ${before.slice(0, 600)} <> ${after.slice(0, 600)}`;
      },
      show: ({ steps }) => JSON.stringify(steps),
    });
  });

  test('answers with nothing where a feature throws, and tells its log', async () => {
    const client = openClient();
    await start(client, {});
    const answer = await client.request('textDocument/hover', null);
    expect(answer).toMatchObject({ result: null });
    expect(
      client.heard.filter(({ method, params }) => method === 'window/logMessage' && /hover failed/.test(written(params))),
    ).toHaveLength(1);
    expect((await client.request('shutdown', null)).result).toBeNull();
  });

  test('refuses what is asked, and does not hear what is told, before it is initialized', async () => {
    const client = openClient();
    client.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri: 'file:///w/a.sql', languageId: 'greptime-sql', version: 1, text: 'SELECT 1;' } },
    });
    const answer = await client.request('textDocument/hover', {
      textDocument: { uri: 'file:///w/a.sql' },
      position: { line: 0, character: 0 },
    });
    expect(answer.error?.code).toBe(NOT_INITIALIZED);
    expect(client.heard.filter(({ method }) => method === 'window/logMessage')).toEqual([]);
  });
});
