import { describe, expect, test } from 'vitest';
import { openSession } from '../../catalog/index.ts';
import { isTame, parsePromql } from '../../grammar/index.ts';
import { valueOf } from '../catalog/constant.ts';

/** Texts on which a careless engine works for ever: a test that hangs has failed. */
const LONG = `${'a'.repeat(60)}!`;

describe('foreign regular expressions', () => {
  test.each(['^a+$', 'a.*b', '(?:ab)+c', '[a-z]+\\.[0-9]+', 'x|y', '(a|b)c', 'a{2,3}', '\\(a+\\)+'])('%s is tame', pattern => {
    expect(isTame(pattern, 60)).toBe(true);
  });

  test.each(['^(a+)+$', '(a|a)*b', '(a*)*', '((a?){9}){9}b', '(?:(?:|a){30}b)', '(x+x+)+y', '.*.*.*.*.*=', `${'a?'.repeat(40)}b`])(
    '%s is not',
    pattern => {
      expect(isTame(pattern, 60)).toBe(false);
    },
  );
});

describe('no statement takes for ever', () => {
  test.each([
    `SELECT regexp_like('${LONG}', '^(a+)+$')`,
    `SELECT '${LONG}' ~ '^(a|a)*$'`,
    `SELECT regexp_replace('${LONG}', '(a*)*b', '')`,
    `SELECT '${'a'.repeat(3_000)}!' LIKE '%a%a%a%a%a%a%a%b'`,
    `SELECT json_get_int(parse_json('{}'), '${LONG}')`,
    `SELECT min(v) RANGE '0${LONG}' FROM t ALIGN '5s'`,
    `TQL EVAL (0, 1, '1s') m{a=~"(?:(?:|a){30}b)"}`,
  ])('%s', sql => {
    const session = openSession();
    session.run('CREATE TABLE t (v DOUBLE, ts TIMESTAMP TIME INDEX)');
    expect(session.run(sql)).toHaveLength(1);
  });

  test('and neither does PromQL', () => {
    expect(parsePromql('{a=~"(?:(?:|a){30}b)"}')).toBeDefined();
  });
});

describe('LIKE', () => {
  test.each([
    ['abc', 'a%c', true],
    ['abc', '%', true],
    ['', '%%', true],
    ['abc', '%b', false],
    ['aXb', 'a_b', true],
    ['a😀b', 'a_b', true],
    ['a%b', 'a\\%b', true],
    ['axb', 'a\\%b', false],
    ['abab', '%ab', true],
    ['ab', 'ab%ab', false],
    ['a\nb', 'a%b', true],
  ])('%j like %j: %s', (text, pattern, isLike) => {
    expect(valueOf(`'${text}' LIKE '${pattern}'`)).toBe(String(isLike));
  });
});
