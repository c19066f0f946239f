/**
 * An immutable map from text to values, sorted by key. `set` and `delete` copy only the path to the place, so a world of 100,000
 * tables costs as little to change as a small one. The shape depends on the keys alone (a treap with hashed priorities).
 */
export class PersistentMap<V> {
  private readonly root: Branch<V> | undefined;

  private constructor(root: Branch<V> | undefined) {
    this.root = root;
  }

  private static readonly nothing = new PersistentMap<never>(undefined);

  static empty<V>(): PersistentMap<V> {
    return PersistentMap.nothing as PersistentMap<V>;
  }

  static from<V>(entries: Iterable<readonly [string, V]>): PersistentMap<V> {
    let map = PersistentMap.empty<V>();
    for (const [key, value] of entries) map = map.set(key, value);
    return map;
  }

  get size(): number {
    return this.root?.size ?? 0;
  }

  get(key: string): V | undefined {
    let at = this.root;
    while (at !== undefined && at.key !== key) at = key < at.key ? at.left : at.right;
    return at?.value;
  }

  has(key: string): boolean {
    let at = this.root;
    while (at !== undefined && at.key !== key) at = key < at.key ? at.left : at.right;
    return at !== undefined;
  }

  /** The same map when the value is there already. */
  set(key: string, value: V): PersistentMap<V> {
    if (this.get(key) === value && this.has(key)) return this;
    return new PersistentMap(insert(this.root, key, value, priority(key)));
  }

  /** The same map when the key is not there. */
  delete(key: string): PersistentMap<V> {
    return this.has(key) ? new PersistentMap(remove(this.root, key)) : this;
  }

  /** The keys whose values are not the very same in both maps. What the maps share is not looked at. */
  differences(other: PersistentMap<V>, patience: Patience = ENDLESS): readonly string[] {
    const found: string[] = [];
    differ(this.root, other.root, found, patience);
    return found;
  }

  *entries(): Generator<readonly [string, V]> {
    yield* walk(this.root);
  }

  *values(): Generator<V> {
    for (const [, value] of walk(this.root)) yield value;
  }

  *keys(): Generator<string> {
    for (const [key] of walk(this.root)) yield key;
  }

  [Symbol.iterator](): Generator<readonly [string, V]> {
    return this.entries();
  }
}

/** How much looking is left before somebody gives up; what was found until then is not all. */
export interface Patience {
  left: number;
}
const ENDLESS: Patience = { left: Infinity };

interface Branch<V> {
  readonly key: string;
  readonly value: V;
  readonly priority: number;
  readonly left: Branch<V> | undefined;
  readonly right: Branch<V> | undefined;
  readonly size: number;
}

function branch<V>(of: { key: string; value: V; priority: number }, left: Branch<V> | undefined, right: Branch<V> | undefined): Branch<V> {
  return { key: of.key, value: of.value, priority: of.priority, left, right, size: 1 + (left?.size ?? 0) + (right?.size ?? 0) };
}

function insert<V>(at: Branch<V> | undefined, key: string, value: V, weight: number): Branch<V> {
  if (at === undefined) return branch({ key, value, priority: weight }, undefined, undefined);
  if (key === at.key) return branch({ key, value, priority: at.priority }, at.left, at.right);
  if (key < at.key) {
    const left = insert(at.left, key, value, weight);
    return left.priority > at.priority ? branch(left, left.left, branch(at, left.right, at.right)) : branch(at, left, at.right);
  }
  const right = insert(at.right, key, value, weight);
  return right.priority > at.priority ? branch(right, branch(at, at.left, right.left), right.right) : branch(at, at.left, right);
}

function remove<V>(at: Branch<V> | undefined, key: string): Branch<V> | undefined {
  if (at === undefined) return undefined;
  if (key < at.key) return branch(at, remove(at.left, key), at.right);
  if (key > at.key) return branch(at, at.left, remove(at.right, key));
  return merge(at.left, at.right);
}

function merge<V>(left: Branch<V> | undefined, right: Branch<V> | undefined): Branch<V> | undefined {
  if (left === undefined) return right;
  if (right === undefined) return left;
  return left.priority > right.priority
    ? branch(left, left.left, merge(left.right, right))
    : branch(right, merge(left, right.left), right.right);
}

function differ<V>(a: Branch<V> | undefined, b: Branch<V> | undefined, found: string[], patience: Patience): void {
  if (a === b || patience.left-- <= 0) return;
  if (a === undefined || b === undefined) {
    for (const [key] of walk(a ?? b)) found.push(key);
    patience.left -= (a ?? b)!.size;
    return;
  }
  // The one with the greater weight is the root of what both hold; the other is cut at its key.
  const isFirst = a.priority > b.priority || (a.priority === b.priority && a.key <= b.key);
  const top = isFirst ? a : b;
  const [low, same, high] = cut(isFirst ? b : a, top.key);
  if (same === undefined || same.value !== top.value) found.push(top.key);
  differ(top.left, low, found, patience);
  differ(top.right, high, found, patience);
}

/** What is below a key, at it, and above it. */
function cut<V>(at: Branch<V> | undefined, key: string): readonly [Branch<V> | undefined, Branch<V> | undefined, Branch<V> | undefined] {
  if (at === undefined) return [undefined, undefined, undefined];
  if (key === at.key) return [at.left, at, at.right];
  if (key < at.key) {
    const [low, same, high] = cut(at.left, key);
    return [low, same, high === at.left ? at : branch(at, high, at.right)];
  }
  const [low, same, high] = cut(at.right, key);
  return [low === at.right ? at : branch(at, at.left, low), same, high];
}

function* walk<V>(at: Branch<V> | undefined): Generator<readonly [string, V]> {
  if (at === undefined) return;
  yield* walk(at.left);
  yield [at.key, at.value];
  yield* walk(at.right);
}

/** FNV-1a, mixed once more: equal for equal keys, well spread for neighbours. */
function priority(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
