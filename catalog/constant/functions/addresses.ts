import { executionError, unmodelled } from '../outcome.ts';
import { type FunctionTable, integerOf, strict, textOf } from './function.ts';

/** IPv4 addresses. Those of IPv6 are not modelled. */
export const ADDRESSES: FunctionTable = {
  ipv4_string_to_num: strict(([ip]) => BigInt(addressOf(textOf(ip!)))),
  ipv4_num_to_string: strict(([ip]) => printAddress(Number(BigInt.asUintN(32, integerOf(ip!))))),
  ipv4_to_cidr: strict(([ip, mask]) => (mask === undefined ? unmodelled('a guessed mask') : cidr(networkOf(textOf(ip!)), integerOf(mask)))),
  ipv4_in_range: strict(([ip, range]) => isInRange(addressOf(textOf(ip!)), textOf(range!))),
};

const PART = '(0|[1-9][0-9]{0,2})';
const ADDRESS = new RegExp(`^${PART}\\.${PART}\\.${PART}\\.${PART}$`);

/** The number of an address, by the rules of Rust's `Ipv4Addr`: four parts without leading zeros. */
function addressOf(text: string): number {
  const parts = ADDRESS.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some(part => part > 255)) return executionError(`Invalid IPv4 address: ${text}`);
  return parts.reduce((number, part) => number * 256 + part, 0);
}

/** Addresses of networks may be cut short: `172.16` (`ipv4_to_cidr`). */
function networkOf(text: string): number {
  return text.split('.').length < 4 ? unmodelled('a part of an address') : addressOf(text);
}

function printAddress(number: number): string {
  return [24, 16, 8, 0].map(shift => (number >>> shift) & 255).join('.');
}

/** The bits a mask keeps. */
function kept(bits: number): number {
  return bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
}

function cidr(address: number, mask: bigint): string {
  if (mask < 0n || mask > 32n) return unmodelled('a mask beyond 32 bits');
  return `${printAddress((address & kept(Number(mask))) >>> 0)}/${mask}`;
}

function isInRange(address: number, range: string): boolean {
  const [network, mask, ...more] = range.split('/');
  if (mask === undefined || more.length > 0) return executionError(`Invalid CIDR notation: ${range}`);
  if (!/^[0-9]{1,2}$/.test(mask) || Number(mask) > 32) return unmodelled('a mask beyond 32 bits');
  return ((address ^ addressOf(network!)) & kept(Number(mask))) === 0;
}
