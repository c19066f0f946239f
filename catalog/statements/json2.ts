import { print, type Json2Settings } from '../../grammar/index.ts';

/** JSON2 settings in one line, as SHOW CREATE TABLE prints them behind the type. */
export function json2Text(settings: Json2Settings): string {
  const items: string[] = [];
  if (settings.maxAutoExpandedPaths !== undefined) items.push(`max_auto_expanded_paths = ${settings.maxAutoExpandedPaths}`);
  for (const hint of settings.hints) {
    const path = hint.path
      .map(part => (/^[a-z_][a-z0-9_]*$/.test(part.value) ? part.value : `"${part.value.replaceAll('"', '""')}"`))
      .join('.');
    const parts = [path, print(hint.type)];
    if (hint.nullable !== undefined) parts.push(hint.nullable ? 'NULL' : 'NOT NULL');
    if (hint.default !== undefined) parts.push(`DEFAULT ${print(hint.default)}`);
    if (hint.inverted) parts.push('INVERTED INDEX');
    items.push(parts.join(' '));
  }
  return items.join(', ');
}
