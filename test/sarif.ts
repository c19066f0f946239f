import { createRequire } from 'node:module';
import Ajv04Module from 'ajv-draft-04';

/** Where a log does not follow the official schema of SARIF 2.1.0. */
export function violationsOfSarif(log: unknown): readonly unknown[] {
  const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object;
  const Ajv04 = Ajv04Module as unknown as new (options: object) => {
    compile(schema: object): { (data: unknown): boolean; errors?: readonly unknown[] | null };
  };
  const validate = new Ajv04({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema);
  validate(log);
  return validate.errors ?? [];
}
