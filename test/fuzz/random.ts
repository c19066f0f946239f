/** Chance that can be repeated: everything it gives follows from a seed, a name and a number. */
export class Random {
  private state: number;

  constructor(seed: number, name: string, index: number) {
    let hash = seed ^ 0x9e3779b9;
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    this.state = Math.imul(hash ^ (index + 0x7f4a7c15), 0x85ebca6b) >>> 0;
    for (let i = 0; i < 3; i++) this.next();
  }

  /** Mulberry32. */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return limit <= 0 ? 0 : Math.floor((this.next() / 0x1_0000_0000) * limit);
  }

  chance(part: number): boolean {
    return this.next() / 0x1_0000_0000 < part;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** Up to `most` things, few more often than many. */
  some<Item>(most: number, make: (index: number) => Item): Item[] {
    const count = this.below(this.below(most + 1) + 1);
    return Array.from({ length: count }, (_, index) => make(index));
  }
}
