/** Maps may be so many changes away from a tree: looking something up looks at them first. */
const MOST_CHANGES = 16;

/** The value of what a change takes away. */
const GONE: unique symbol = Symbol('gone');

/**
 * An immutable map from text to values, sorted by key. Most of them are one change to the map they were made from, which they hold on to:
 * a world of 100,000 tables costs as little to change as a small one, and each of the worlds of a workspace keeps a few words. After so many
 * changes (`MOST_CHANGES`) what they come to is put into a tree, whose shape depends on the keys alone (a treap with hashed priorities).
 * What was made and taken away meanwhile never comes into it.
 */
export class PersistentMap<V> {
  /** The map that this one changes; where it changes none, its tree. */
  private readonly below: PersistentMap<V> | Branch<V> | undefined;
  /** How many changes are above the tree. */
  private readonly changes: number;
  private readonly key: string;
  private readonly value: V | typeof GONE;

  private constructor(below: PersistentMap<V> | Branch<V> | undefined, changes = 0, key = '', value: V | typeof GONE = GONE) {
    this.below = below;
    this.changes = changes;
    this.key = key;
    this.value = value;
  }

  private static readonly nothing = new PersistentMap<never>(undefined);

  static empty<V>(): PersistentMap<V> {
    return PersistentMap.nothing as PersistentMap<V>;
  }

  static from<V>(entries: Iterable<readonly [string, V]>): PersistentMap<V> {
    let root: Branch<V> | undefined;
    for (const [key, value] of entries) root = insert(root, { key, value, priority: priorityOf(key) });
    return root === undefined ? PersistentMap.empty() : new PersistentMap(root);
  }

  get isEmpty(): boolean {
    return this.tree() === undefined;
  }

  get(key: string): V | undefined {
    return PersistentMap.valueIn(this, key);
  }

  private static valueIn<V>(map: PersistentMap<V>, key: string): V | undefined {
    let at = map;
    for (; at.changes > 0; at = at.below as PersistentMap<V>) if (at.key === key) return at.value === GONE ? undefined : (at.value as V);
    return find(at.below as Branch<V> | undefined, key)?.value;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** The same map when the value is there already. */
  set(key: string, value: V): PersistentMap<V> {
    return this.get(key) === value ? this : this.changed(key, value);
  }

  /** The same map when the key is not there. */
  delete(key: string): PersistentMap<V> {
    return this.has(key) ? this.changed(key, GONE) : this;
  }

  private changed(key: string, value: V | typeof GONE): PersistentMap<V> {
    const made = new PersistentMap(this, this.changes + 1, key, value);
    return made.changes < MOST_CHANGES ? made : new PersistentMap(made.tree());
  }

  private tree(): Branch<V> | undefined {
    return PersistentMap.treeOf(this);
  }

  /** The tree that all changes come to. */
  private static treeOf<V>(map: PersistentMap<V>): Branch<V> | undefined {
    const seen = new Map<string, V | typeof GONE>();
    let at = map;
    for (; at.changes > 0; at = at.below as PersistentMap<V>) if (!seen.has(at.key)) seen.set(at.key, at.value);
    let root = at.below as Branch<V> | undefined;
    for (const [key, value] of seen) {
      const known = find(root, key);
      if (value === GONE) root = known === undefined ? root : remove(root, key);
      else if (known === undefined || known.value !== value)
        root = insert(root, { key, value: value as V, priority: known?.priority ?? priorityOf(key) });
    }
    return root;
  }

  /** The keys whose values are not the very same in both maps. What the maps share is not looked at. */
  differences(other: PersistentMap<V>, patience: Patience = ENDLESS): readonly string[] {
    const keys = new Set<string>();
    let [a, b]: [PersistentMap<V>, PersistentMap<V>] = [this, other];
    // The changes above what both were made from, or else above their trees.
    for (; a !== b && a.changes + b.changes > 0 && patience.left > 0; patience.left--) {
      const isFirst = a.changes >= b.changes;
      keys.add((isFirst ? a : b).key);
      if (isFirst) a = a.below as PersistentMap<V>;
      else b = b.below as PersistentMap<V>;
    }
    if (a !== b && a.changes + b.changes === 0) {
      const found: string[] = [];
      differ(a.below as Branch<V> | undefined, b.below as Branch<V> | undefined, found, patience);
      for (const key of found) keys.add(key);
    }
    return [...keys].filter(key => this.get(key) !== other.get(key));
  }

  *entries(): Generator<readonly [string, V]> {
    yield* walk(this.tree());
  }

  *values(): Generator<V> {
    for (const [, value] of walk(this.tree())) yield value;
  }

  *keys(): Generator<string> {
    for (const [key] of walk(this.tree())) yield key;
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

interface Entry<V> {
  readonly key: string;
  readonly value: V;
  readonly priority: number;
}

/** Of these a change that comes into the tree makes as many as the path is long: no field that can be done without. */
interface Branch<V> {
  readonly entry: Entry<V>;
  readonly left: Branch<V> | undefined;
  readonly right: Branch<V> | undefined;
}

function find<V>(root: Branch<V> | undefined, key: string): Entry<V> | undefined {
  let at = root;
  while (at !== undefined && at.entry.key !== key) at = key < at.entry.key ? at.left : at.right;
  return at?.entry;
}

function insert<V>(at: Branch<V> | undefined, entry: Entry<V>): Branch<V> {
  if (at === undefined) return { entry, left: undefined, right: undefined };
  const { entry: own, left, right } = at;
  if (entry.key === own.key) return { entry, left, right };
  if (entry.key < own.key) {
    const made = insert(left, entry);
    return isAbove(made, at)
      ? { entry: made.entry, left: made.left, right: { entry: own, left: made.right, right } }
      : { entry: own, left: made, right };
  }
  const made = insert(right, entry);
  return isAbove(made, at)
    ? { entry: made.entry, left: { entry: own, left, right: made.left }, right: made.right }
    : { entry: own, left, right: made };
}

function isAbove<V>(a: Branch<V>, b: Branch<V>): boolean {
  return a.entry.priority > b.entry.priority;
}

function remove<V>(at: Branch<V> | undefined, key: string): Branch<V> | undefined {
  if (at === undefined) return undefined;
  const { entry, left, right } = at;
  if (key < entry.key) return { entry, left: remove(left, key), right };
  if (key > entry.key) return { entry, left, right: remove(right, key) };
  return merge(left, right);
}

function merge<V>(left: Branch<V> | undefined, right: Branch<V> | undefined): Branch<V> | undefined {
  if (left === undefined) return right;
  if (right === undefined) return left;
  return isAbove(left, right)
    ? { entry: left.entry, left: left.left, right: merge(left.right, right) }
    : { entry: right.entry, left: merge(left, right.left), right: right.right };
}

function differ<V>(a: Branch<V> | undefined, b: Branch<V> | undefined, found: string[], patience: Patience): void {
  if (a === b || patience.left-- <= 0) return;
  if (a === undefined || b === undefined) {
    for (const [key] of walk(a ?? b)) {
      found.push(key);
      patience.left--;
    }
    return;
  }
  // The one with the greater weight is the root of what both hold; the other is cut at its key.
  const isFirst = isAbove(a, b) || (!isAbove(b, a) && a.entry.key <= b.entry.key);
  const top = isFirst ? a : b;
  const [low, same, high] = cut(isFirst ? b : a, top.entry.key);
  if (same === undefined || same.value !== top.entry.value) found.push(top.entry.key);
  differ(top.left, low, found, patience);
  differ(top.right, high, found, patience);
}

/** What is below a key, at it, and above it. */
function cut<V>(at: Branch<V> | undefined, key: string): readonly [Branch<V> | undefined, Entry<V> | undefined, Branch<V> | undefined] {
  if (at === undefined) return [undefined, undefined, undefined];
  const { entry, left, right } = at;
  if (key === entry.key) return [left, entry, right];
  if (key < entry.key) {
    const [low, same, high] = cut(left, key);
    return [low, same, high === left ? at : { entry, left: high, right }];
  }
  const [low, same, high] = cut(right, key);
  return [low === right ? at : { entry, left, right: low }, same, high];
}

function* walk<V>(at: Branch<V> | undefined): Generator<readonly [string, V]> {
  if (at === undefined) return;
  yield* walk(at.left);
  yield [at.entry.key, at.entry.value];
  yield* walk(at.right);
}

/** FNV-1a, mixed once more: equal for equal keys, well spread for neighbours, and no more bits than V8 keeps without an object. */
function priorityOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 2;
}
