/** The part of railroad-diagrams (CC0) that is used; the package has no types of its own. */
declare module 'railroad-diagrams' {
  export interface Item {
    toString(): string;
  }
  const railroad: {
    Diagram(...items: Item[]): Item;
    Sequence(...items: Item[]): Item;
    Optional(item: Item): Item;
    ZeroOrMore(item: Item): Item;
    Skip(): Item;
    Terminal(text: string): Item;
    NonTerminal(text: string, href: string): Item;
    Choice(normal: number, ...items: Item[]): Item;
  };
  export default railroad;
}
