/** A hover card as blocks; each host turns it into the markup its client understands. */
export interface Card {
  readonly span: { readonly start: number; readonly end: number };
  readonly blocks: readonly CardBlock[];
}
export type CardBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly language: 'sql' | 'text'; readonly text: string };

/** Markdown. Text from the user's files is escaped, so that it cannot draw links or images. */
export function toMarkdown(card: Card): string {
  return card.blocks
    .map(block => {
      switch (block.kind) {
        case 'heading':
          return `**${escapeMarkdown(block.text)}**`;
        case 'text':
          return escapeMarkdown(block.text);
        case 'list':
          return block.items.map(item => `- ${escapeMarkdown(item)}`).join('\n');
        default: {
          const fence = block.text.includes('```') ? '````' : '```';
          return `${fence}${block.language === 'sql' ? 'sql' : ''}\n${block.text}\n${fence}`;
        }
      }
    })
    .join('\n\n');
}

export function toPlainText(card: Card): string {
  return card.blocks.map(block => (block.kind === 'list' ? block.items.map(item => `- ${item}`).join('\n') : block.text)).join('\n\n');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!]/g, '\\$&');
}
