import { arrowTypeName } from '../type_names.ts';
import type { DataType } from '../types.ts';
import { foldTypes, valueType } from './common_types.ts';

/** What functions with a rule of their own say to arguments they cannot take (`coerce_types`); undefined where they say nothing or we do not know. */
export function userComplaint(name: string, types: readonly DataType[]): string | undefined {
  switch (name) {
    case 'min':
    case 'max':
      return types.length === 1 ? undefined : `Execution error: min/max was called with ${types.length} arguments. It requires only 1.`;
    case 'coalesce':
      if (types.length === 0) return 'Execution error: coalesce must have at least one argument';
      return unifies(types)
        ? undefined
        : `Execution error: Fail to find the coerced type, errors: Some(Execution(\\"Expect to get struct but got ${arrowTypeName(types[0]!)}\\"))`;
    case 'greatest':
    case 'least':
      if (types.length === 0) return `Error during planning: ${name} was called without any arguments. It requires at least 1.`;
      return unifies(types) ? undefined : 'Error during planning: Cannot find a common type for arguments';
    case 'make_array':
      return types.length === 0 || unifies(types)
        ? undefined
        : `Error during planning: Failed to unify argument types of make_array: [${types.map(arrowTypeName).join(', ')}]`;
    case 'nvl2':
      return types.length === 3 ? undefined : `Execution error: nvl2 function requires 3 arguments, got ${types.length}`;
    case 'map_extract':
      return types.length === 2 ? undefined : `Execution error: map_extract function requires 2 arguments, got ${types.length}`;
    case 'array_concat': {
      const odd = types.find(type => type.kind !== 'list' && type.kind !== 'null');
      if (odd !== undefined) return `Error during planning: array_concat does not support type ${arrowTypeName(odd)}`;
      return types.every(type => type.kind === 'list' && type.element!.kind !== 'list') && !unifies(types)
        ? `Error during planning: Failed to unify argument types of array_concat: [${types.map(arrowTypeName).join(', ')}]`
        : undefined;
    }
    default:
      return undefined;
  }
}

function unifies(types: readonly DataType[]): boolean {
  return foldTypes(types, valueType) !== undefined;
}
