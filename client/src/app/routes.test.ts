import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, type Route, routeOf } from './routes';

test.each<[string, string, Route]>([
  ['/', '', { kind: 'new' }],
  ['/c/a1', '', { kind: 'conversation', id: 'a1' }],
  ['/c/a1/', '', { kind: 'conversation', id: 'a1' }],
  ['/c/a1', '#m2', { kind: 'conversation', id: 'a1', message: 'm2' }],
  ['/s/x-1', '', { kind: 'stream', id: 'x-1' }],
  ['/live', '', { kind: 'live' }],
  ['/states', '', { kind: 'states' }],
  ['/states/long%20code', '', { kind: 'states', name: 'long code' }],
])('%s%s has its page', (path, hash, route) => {
  expect(routeOf(path, hash, true)).toEqual(route);
});

test.each(['/c', '/c/', '/s', '/c/a/b', '/x', '/live/x', '/c/%E0%A4%A', '//'])(
  'there is nothing at %s',
  (path) => {
    const { kind } = routeOf(path, '', true);
    expect(path === '//' ? ['new', 'nothing'] : ['nothing']).toContain(kind);
  },
);

test('the states are not in the production build', () => {
  expect(routeOf('/states', '', false)).toEqual({ kind: 'nothing', path: '/states' });
  expect(routeOf('/states/x', '', false)).toEqual({ kind: 'nothing', path: '/states/x' });
});

test('whatever has an address is found at it', () => {
  const id = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '..');
  const route = fc.oneof<fc.Arbitrary<Route>[]>(
    fc.record({ kind: fc.constant('conversation' as const), id, message: id }),
    fc.record({ kind: fc.constant('stream' as const), id }),
    fc.record({ kind: fc.constant('states' as const), name: id }),
  );
  fc.assert(
    fc.property(route, (there) => {
      const [path = '', hash = ''] = addressOf(there).split(/(?=#)/);
      expect(routeOf(path, hash, true)).toEqual(there);
    }),
  );
});
