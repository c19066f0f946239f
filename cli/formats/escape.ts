/** A text in one line, without characters that steer a terminal. */
export function visible(text: string): string {
  return text
    .replace(/\r?\n/g, ' ')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\u{fffd}')
    .replaceAll('\t', ' ');
}

/** A text as the content of an XML attribute or element. Characters that XML cannot hold are replaced. */
export function xml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\u{fffd}',
    )
    .replace(/[&<>"'\t\n\r]/g, character => XML[character]!);
}
const XML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A text inside a cell of a Markdown table: no HTML, no new column, no markup. */
export function markdown(text: string): string {
  return visible(text)
    .replace(/[<>&@]/g, character => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|~]/g, '\\$&');
}

/** A path as a relative URI. */
export function uriPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
