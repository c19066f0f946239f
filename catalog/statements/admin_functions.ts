/** What an argument of an ADMIN function may be. */
export type AdminArgument = 'text' | 'whole' | 'boolean';
/** What the first argument names. */
export type AdminSubject = 'table' | 'flow' | 'database' | 'region';

/** A function of ADMIN: its signatures, and what it looks up. One signature is exact; of several any may match. */
export interface AdminFunction {
  readonly signatures: readonly (readonly AdminArgument[])[];
  readonly subject?: AdminSubject;
  /** Whether the standalone server does it (the others need a cluster, or an enterprise build). */
  readonly standalone: boolean;
}

/** `src/common/function/src/admin.rs` and its folder. */
export const ADMIN_FUNCTIONS: { readonly [Name in string]?: AdminFunction } = {
  flush_table: { signatures: [['text']], subject: 'table', standalone: true },
  compact_table: { signatures: [['text'], ['text', 'text'], ['text', 'text', 'text']], subject: 'table', standalone: true },
  build_index: { signatures: [['text']], subject: 'table', standalone: true },
  discard_unflushed: { signatures: [['text'], ['whole']], subject: 'table', standalone: true },
  flush_flow: { signatures: [['text']], subject: 'flow', standalone: true },
  flush_region: { signatures: [['whole']], subject: 'region', standalone: true },
  compact_region: { signatures: [['whole']], subject: 'region', standalone: true },
  migrate_region: {
    signatures: [
      ['whole', 'whole', 'whole'],
      ['whole', 'whole', 'whole', 'whole'],
    ],
    subject: 'region',
    standalone: false,
  },
  gc_regions: { signatures: [['whole']], subject: 'region', standalone: false },
  gc_table: { signatures: [['text'], ['text', 'boolean']], subject: 'table', standalone: false },
  reconcile_catalog: { signatures: [[], ['text'], ['text', 'whole']], standalone: false },
  reconcile_database: { signatures: [['text'], ['text', 'text'], ['text', 'text', 'whole']], subject: 'database', standalone: false },
  reconcile_table: { signatures: [['text'], ['text', 'text']], subject: 'table', standalone: false },
};
