/** Which of the sorted numbers up to the one at `last` is the last that is at most `limit`; the first where there is none. */
export function lastAtMost(numbers: ArrayLike<number>, limit: number, last = numbers.length - 1): number {
  let low = 0;
  let high = Math.max(0, last);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
