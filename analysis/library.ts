/** The library's face: the root export `greptime-sql`. */
export * from '../catalog/library.ts';
