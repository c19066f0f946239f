import { optionsOf, type OptionScope } from '../catalog/index.ts';

/** Where options may stand, as a reader looks for them. */
const SCOPES: Readonly<Record<OptionScope, string>> = {
  create_flow: 'CREATE FLOW … WITH',
  create_table: 'CREATE TABLE … WITH',
  create_external_table: 'CREATE EXTERNAL TABLE … WITH',
  create_database: 'CREATE DATABASE … WITH',
  alter_database_set: 'ALTER DATABASE … SET',
  alter_table_set: 'ALTER TABLE … SET',
  alter_table_unset: 'ALTER TABLE … UNSET',
  alter_table_repartition: 'ALTER TABLE … REPARTITION',
  copy_table_to: 'COPY table TO … WITH',
  copy_table_from: 'COPY table FROM … WITH',
  copy_query_to: 'COPY (query) TO … WITH',
  copy_database_to: 'COPY DATABASE TO … WITH',
  copy_database_from: 'COPY DATABASE FROM … WITH',
  connection_s3: 'CONNECTION to S3',
  connection_oss: 'CONNECTION to OSS',
  connection_gcs: 'CONNECTION to GCS',
  connection_azblob: 'CONNECTION to Azure Blob',
  fulltext_index: 'FULLTEXT INDEX WITH',
  skipping_index: 'SKIPPING INDEX WITH',
  vector_index: 'VECTOR INDEX WITH',
  json2_type: 'JSON2(…)',
};

/** docs/options.md: what may stand in a WITH list and its like, from the rows that hover, completion and checks use. */
export function optionDocs(): string {
  const sections = (Object.keys(SCOPES) as OptionScope[]).flatMap(scope => {
    const options = optionsOf(scope);
    if (options.length === 0) return [];
    const rows = options.map(({ key, type, values, preset, description }) => {
      const words = values.map(each => `\`${each}\``);
      const value = (type === 'enum' || type === 'boolean' ? words : [type, ...words]).join(', ');
      return `| \`${key}\` | ${value} | ${preset ?? ''} | ${description.replaceAll('|', '\\|')} |`;
    });
    return [`## ${SCOPES[scope]}\n\n| option | value | default | meaning |\n| --- | --- | --- | --- |\n${rows.join('\n')}`];
  });
  return `${['<!-- Made by `npm run generate` from catalog/data. -->', '# Options of statements', ...sections].join('\n\n')}\n`;
}
