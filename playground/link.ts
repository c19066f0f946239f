/** What an address says: the whole state of the page, in the part that no server sees. */
export interface State {
  readonly version: string;
  readonly world: string;
  readonly sql?: string;
}

export async function readAddress(hash: string): Promise<Partial<State>> {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const packed = query.get('sql');
  const [version, world] = [query.get('version'), query.get('world')];
  let sql: string | undefined;
  try {
    if (packed !== null) sql = await unpack(packed);
  } catch {
    // A cut or mistyped address: the page begins with its first example.
  }
  return { ...(version === null ? {} : { version }), ...(world === null ? {} : { world }), ...(sql === undefined ? {} : { sql }) };
}

export async function writeAddress({ version, world, sql }: State): Promise<string> {
  const query = new URLSearchParams({ version, world });
  if (sql !== undefined) query.set('sql', await pack(sql));
  return `#${query}`;
}

async function pack(text: string): Promise<string> {
  const packed = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
  return btoa(String.fromCharCode(...new Uint8Array(packed)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function unpack(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}
