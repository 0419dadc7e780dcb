// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../stream/answer';
import type { Row } from '../stream/Recording';
import type { Outcome, Transport } from '../stream/Transport';
import { type Course, course } from './course.fixture';
import { Inspection } from './Inspection';
import { STREAM } from './rows.fixture';
import { TELL_MILLIS, Trace } from './Trace';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const whole = course();

function gateway(reply: Outcome | Error): Transport {
  const follow = async () => {
    if (reply instanceof Error) throw reply;
    return reply;
  };
  return { start: () => Promise.reject(), launch: () => Promise.reject(), follow };
}

class Opened {
  cuts = 0;
  closed = false;
  #answer: Answer;
  #rows: readonly Row[];
  readonly #listeners = new Set<() => void>();

  constructor({ answer, rows }: Course, reply: Outcome | Error) {
    this.#answer = answer;
    this.#rows = rows;
    const subscribe = (listener: () => void) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    };
    const live = { get: () => this.#answer, subscribe };
    const recording = { get: () => this.#rows, subscribe };
    render(
      <Inspection
        log={new Trace(live, recording, gateway(reply))}
        onCut={() => {
          this.cuts++;
        }}
        onClose={() => {
          this.closed = true;
        }}
      />,
    );
  }

  async become({ answer, rows }: Course): Promise<void> {
    this.#answer = answer;
    this.#rows = rows;
    for (const listener of this.#listeners) listener();
    await this.later();
  }

  async later(millis = TELL_MILLIS): Promise<void> {
    await act(() => vi.advanceTimersByTimeAsync(millis));
  }
}

async function opened(course: Course, reply: Outcome | Error = new TypeError('offline')) {
  const inspection = new Opened(course, reply);
  await inspection.later();
  return inspection;
}

function list(): HTMLElement {
  return screen.getByRole('grid', { name: 'Frames of the stream' });
}

function selected(): string | undefined {
  return list().querySelector('[aria-selected="true"]')?.textContent ?? undefined;
}

function figure(name: string): string | null | undefined {
  return screen.getByText(name, { selector: 'dt' }).nextElementSibling?.textContent;
}

function soFar(): string | null {
  return screen.getByRole('region', { name: 'Answer so far' }).textContent;
}

const slider = () => screen.getByRole('slider', { name: 'Replay' });

describe('the inspector', () => {
  test('says which stream it is, how it stands, and how much came of it', async () => {
    await opened(whole);

    expect(screen.getByText(STREAM)).toBeTruthy();
    expect(screen.getByText('finished')).toBeTruthy();
    expect(figure('Heartbeats')).toBe('1');
    expect(figure('Connections')).toBe('2');
    expect(figure('TTFT')).toBe('641 ms');
  });

  test('lists every row, and draws only those in sight', async () => {
    await opened(whole);

    expect(list().getAttribute('aria-rowcount')).toBe(`${whole.rows.length + 1}`);
    expect(within(list()).getAllByRole('row').length).toBeLessThan(60);
  });

  test('shows a cut and what came of it as seams', async () => {
    await opened(whole);
    fireEvent.change(screen.getByRole('combobox', { name: 'Show' }), {
      target: { value: 'connection' },
    });

    expect(
      within(list())
        .getAllByRole('gridcell')
        .map((cell) => cell.textContent),
    ).toEqual(['connected', 'cut at 290', 'resumed at 290 · 1.7 s']);
  });

  test('says which rows are duplicates', async () => {
    await opened(whole);

    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'fnp-290' } });

    expect(list().getAttribute('aria-rowcount')).toBe('3');
    expect(within(list()).getAllByText('read before')).toHaveLength(1);
  });

  test('finds a text in the payloads', async () => {
    await opened(whole);
    const search = screen.getByRole('searchbox');

    fireEvent.change(search, { target: { value: 'REASON' } });
    expect(list().getAttribute('aria-rowcount')).toBe('2');

    fireEvent.change(search, { target: { value: 'nowhere' } });
    expect(screen.getByText('No frame is like that.')).toBeTruthy();
  });

  test('stands still while it is frozen, and counts what goes on behind', async () => {
    const inspection = await opened(course(1, 60));
    const before = list().getAttribute('aria-rowcount');

    fireEvent.click(screen.getByRole('button', { name: 'Freeze' }));
    await inspection.become(course(1, 97));

    expect(list().getAttribute('aria-rowcount')).toBe(before);
    fireEvent.click(screen.getByRole('button', { name: /Go on\s*\+37/ }));
    expect(list().getAttribute('aria-rowcount')).toBe('99');
  });

  test('can be closed', async () => {
    const inspection = await opened(whole);

    fireEvent.click(screen.getByRole('button', { name: 'Close the inspector' }));

    expect(inspection.closed).toBe(true);
  });
});

describe('cutting', () => {
  test('is possible while a connection is open', async () => {
    const inspection = await opened(course(1, 60));

    fireEvent.click(screen.getByRole('button', { name: 'Cut' }));

    expect(inspection.cuts).toBe(1);
  });

  test('is not while there is none', async () => {
    await opened(course(1, 60, 'cut'));

    expect(screen.getByText('reconnecting')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Cut' }).disabled).toBe(true);
  });

  test('is no longer offered after the end', async () => {
    await opened(whole);

    expect(screen.queryByRole('button', { name: 'Cut' })).toBeNull();
  });
});

describe('replaying', () => {
  test('shows a row that is pressed, and the answer as it was then', async () => {
    await opened(course(1, 5));

    fireEvent.click(within(list()).getByText('" is"'));

    expect(screen.getByRole('region', { name: 'Frame' }).textContent).toContain('"text":" is"');
    expect(soFar()).toBe('A stream is');
    expect(slider().getAttribute('aria-valuetext')).toMatch(/^position 4, /);
  });

  test('goes to any position by the keys of the slider', async () => {
    await opened(whole);

    fireEvent.keyDown(slider(), { key: 'Home' });
    expect(slider().getAttribute('aria-valuetext')).toBe('before the first piece');
    expect(screen.getByText('Nothing has been said yet.')).toBeTruthy();

    fireEvent.keyDown(slider(), { key: 'ArrowRight' });
    fireEvent.keyDown(slider(), { key: 'ArrowRight' });
    expect(soFar()).toBe('A stream');
    expect(selected()).toContain('" stream"');

    fireEvent.click(screen.getByRole('button', { name: 'Newest' }));
    expect(selected()).toBeUndefined();
    expect(screen.queryByRole('region', { name: 'At this position' })).toBeNull();
  });

  test('goes from row to row by the keys of the list', async () => {
    await opened(whole);

    fireEvent.keyDown(list(), { key: 'ArrowUp' });
    expect(selected()).toContain('finished');
    fireEvent.keyDown(list(), { key: 'ArrowUp' });
    expect(list().getAttribute('aria-activedescendant')).toBe(
      list().querySelector('[aria-selected="true"]')?.id,
    );
    fireEvent.keyDown(list(), { key: 'Home' });
    expect(selected()).toBe('connected');
    fireEvent.keyDown(list(), { key: 'Escape' });
    expect(selected()).toBeUndefined();
  });

  test('plays to the end by itself, as fast as it is told', async () => {
    const inspection = await opened(whole);
    fireEvent.keyDown(slider(), { key: 'Home' });
    fireEvent.change(screen.getByRole('combobox', { name: 'Speed of the replay' }), {
      target: { value: 'fourfold' },
    });

    fireEvent.click(screen.getByRole('button', { name: 'Play' }));
    await inspection.later(1_000);
    const at = Number(slider().getAttribute('aria-valuenow'));
    expect(at).toBeGreaterThan(60);
    expect(at).toBeLessThan(80);

    await inspection.later(15_000);
    expect(slider().getAttribute('aria-valuenow')).toBe(slider().getAttribute('aria-valuemax'));
    expect(screen.getByRole('button', { name: 'Play' })).toBeTruthy();
  });

  test('does not move when more comes', async () => {
    const inspection = await opened(course(1, 60));
    fireEvent.keyDown(slider(), { key: 'ArrowLeft' });
    const before = slider().getAttribute('aria-valuenow');

    await inspection.become(course(1, 90));

    expect(slider().getAttribute('aria-valuenow')).toBe(before);
    expect(selected()).toBeDefined();
  });
});

describe('frames from before the recording', () => {
  const unrecorded: Course = { answer: whole.answer, rows: [] };

  test('are times and sizes only, where the gateway has forgotten them', async () => {
    await opened(unrecorded, { kind: 'gone' });

    expect(screen.getByRole('status').textContent).toBe(
      'The gateway has forgotten the frames. Their times are kept.',
    );
    expect(list().getAttribute('aria-rowcount')).toBe(`${whole.answer.ticks.length + 1}`);
    fireEvent.keyDown(slider(), { key: 'Home' });
    fireEvent.keyDown(slider(), { key: 'ArrowRight' });
    expect(soFar()).toBe('A');
  });

  test('can be asked for again, where that failed', async () => {
    const inspection = await opened(unrecorded);
    expect(screen.getByRole('status').textContent).toContain('could not be read');

    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeTruthy();
    await inspection.later();

    expect(screen.getByRole('status').textContent).toContain('could not be read');
  });
});

describe('everybody', () => {
  test.each([
    ['live', course(1, 300)],
    ['reconnecting', course(1, 60, 'cut')],
    ['finished', whole],
    ['empty', { answer: course(1, 0).answer, rows: [] }],
  ])('can use it while it is %s', async (_, seen) => {
    await opened(seen);
    fireEvent.keyDown(list(), { key: 'ArrowUp' });
    vi.useRealTimers();

    const { violations } = await axe.run(document.body, {
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });

    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
