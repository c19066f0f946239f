import { resolve } from 'node:path';
import { nearest } from '../../analysis/index.ts';
import { writeText } from '../disk.ts';
import type { Terminal } from '../terminal.ts';
import { Trouble } from '../trouble.ts';
import { FORMATS } from './index.ts';
import type { Format, Report } from './report.ts';

/** A report that was asked for: its form, and the file it goes to; without one it goes to standard output. */
export interface Form {
  readonly print: Format;
  readonly file?: string;
}

/** `sarif` or `sarif=out.sarif` */
export async function formOf(written: string): Promise<Form> {
  const [name = '', ...rest] = written.split('=');
  const load = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (load === undefined) {
    const meant = nearest(name, Object.keys(FORMATS));
    throw new Trouble(
      `unknown format ${name}${meant === undefined ? '' : `; did you mean ${meant}?`} There are ${Object.keys(FORMATS).join(', ')}`,
    );
  }
  const file = rest.join('=');
  if (rest.length > 0 && file === '') throw new Trouble(`--format ${name}= lacks the file to write to`);
  return { print: await load(), ...(file === '' ? {} : { file }) };
}

/** Writes each report to its place. */
export function printReport(forms: readonly Form[], report: Report, { cwd, out }: Terminal): void {
  for (const { print, file } of forms) {
    if (file === undefined) out(print(report));
    else writeText(resolve(cwd, file), print({ ...report, colour: false }));
  }
}
