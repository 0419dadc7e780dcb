import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, unfold } from './fold';

describe('a folded text', () => {
  test.each([
    ['Résumé', 'resume'],
    ['Re\u0301sume\u0301', 'resume'],
    ['ＳＳＥ１２', 'sse12'],
    ['Straße', 'strasse'],
    ['ΟΔΟΣ ὁδός', 'οδοσ οδοσ'],
    ['İstanbul', 'istanbul'],
    ['ﬁn', 'fin'],
    ['流式输出', '流式输出'],
    ['が', 'か\u3099'],
    ['ｶﾞ', 'カ\u3099'],
    ['हिन्दी', 'हिन्दी'],
    ['Ёлка й', 'елка и'],
  ])('of %s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('is that of its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(text)).toBe(Array.from(text, fold).join(''));
      }),
    );
  });

  test('folds to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('what was found in a folded text', () => {
  test.each([
    ['a Re\u0301sume\u0301 b', 'resume', 'Re\u0301sume\u0301'],
    ['die Straße da', 'strasse', 'Straße'],
    ['die Straße da', 'as', 'aß'],
    ['😀 ﬁn 😀', 'in', 'ﬁn'],
    ['关于ＳＳＥ的流式输出', 'sse的', 'ＳＳＥ的'],
    ['e\u0301', 'e', 'e\u0301'],
    ['\u0301e', 'e', 'e'],
  ])('is in %j, as %j, %j', (text, word, part) => {
    const start = fold(text).indexOf(word);

    const range = unfold(text, { start, end: start + word.length });

    expect(text.slice(range.start, range.end)).toBe(part);
  });

  test('is what folds to it, or to something around it', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, one, other) => {
        const folded = fold(whole);
        fc.pre(folded.length > 0);
        const start = one % folded.length;
        const end = start + 1 + (other % (folded.length - start));

        const range = unfold(whole, { start, end });

        const part = fold(whole.slice(range.start, range.end));
        expect(part).toContain(folded.slice(start, end));
        expect(fold(whole.slice(0, range.start)).length).toBeLessThanOrEqual(start);
        expect(fold(whole.slice(0, range.end)).length).toBeGreaterThanOrEqual(end);
      }),
    );
  });
});
