// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Ticks } from '../stream/Ticks';
import { Gauge, type Scrub } from './Gauge';

const ms = Array.from({ length: 100 }, (_, index) => index * 10);
const bytes = ms.map(() => 4);

function first(length: number): Ticks {
  return { length, ms, bytes };
}

function drawn(): string {
  return document.querySelectorAll('path')[1]?.getAttribute('d') ?? '';
}

function ticksDrawn(): number {
  return drawn().split('M').length - 1;
}

afterEach(cleanup);

describe('a gauge', () => {
  test('says in words what it shows', () => {
    render(
      <Gauge size="line" ticks={first(3)} notches={[]} live={false} label="first after 2 s" />,
    );

    expect(screen.getByRole('img', { name: 'first after 2 s' })).toBeTruthy();
  });

  test('draws a tick for each piece, and a notch for each reconnect', () => {
    render(
      <Gauge
        size="lane"
        ticks={first(3)}
        notches={[{ ms: 10 }]}
        live={false}
        label=""
        until={400}
      />,
    );

    expect(ticksDrawn()).toBe(3);
    expect(document.querySelectorAll('rect')).toHaveLength(1);
  });

  test('has all lanes on one axis', () => {
    render(<Gauge size="lane" ticks={first(11)} notches={[]} live={false} label="" until={200} />);

    expect(drawn().split('M').at(-1)).toMatch(/^161 /);
  });
});

describe('a live gauge', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is drawn ten times a second, however often pieces come', () => {
    const live = (length: number, going = true) => (
      <Gauge size="line" ticks={first(length)} notches={[]} live={going} label="" until={1000} />
    );
    const { rerender } = render(live(1));

    const seen = new Set<string>();
    for (let length = 2; length <= 50; length++) {
      rerender(live(length));
      act(() => vi.advanceTimersByTime(10));
      seen.add(drawn());
    }
    rerender(live(51, false));

    expect(seen.size).toBeLessThanOrEqual(6);
    expect(ticksDrawn()).toBe(51);
  });

  test('is at rest while nothing comes', () => {
    const ticks = first(5);
    render(<Gauge size="line" ticks={ticks} notches={[]} live label="" />);
    act(() => vi.advanceTimersByTime(100));
    const before = document.querySelector('svg')?.outerHTML;

    act(() => vi.advanceTimersByTime(1000));

    expect(document.querySelector('svg')?.outerHTML).toBe(before);
  });
});

describe('the gauge as a scrubber', () => {
  function scrubber(at: number): { readonly asked: number[]; readonly slider: HTMLElement } {
    const asked: number[] = [];
    const scrub: Scrub = { at, text: `position ${at}`, onScrub: (next) => asked.push(next) };
    render(
      <Gauge
        size="head"
        ticks={first(50)}
        notches={[]}
        live={false}
        label="Replay"
        scrub={scrub}
      />,
    );
    return { asked, slider: screen.getByRole('slider', { name: 'Replay' }) };
  }

  test('says where it is', () => {
    const { slider } = scrubber(12);

    expect(slider.getAttribute('aria-valuenow')).toBe('12');
    expect(slider.getAttribute('aria-valuemax')).toBe('50');
    expect(slider.getAttribute('aria-valuetext')).toBe('position 12');
  });

  test.each([
    ['ArrowRight', 13],
    ['ArrowLeft', 11],
    ['PageUp', 17],
    ['PageDown', 7],
    ['Home', 0],
    ['End', 50],
  ])('moves by %s', (key, expected) => {
    const { asked, slider } = scrubber(12);

    fireEvent.keyDown(slider, { key });

    expect(asked).toEqual([expected]);
  });

  test('does not move beyond its ends, nor by other keys', () => {
    const { asked, slider } = scrubber(50);

    fireEvent.keyDown(slider, { key: 'ArrowRight' });
    fireEvent.keyDown(slider, { key: 'Tab' });

    expect(asked).toEqual([50]);
  });
});
