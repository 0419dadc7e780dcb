import type { Conversation } from '../history/Conversation';

/** When conversations were last changed, as one thinks of it. */
export type Period =
  | { readonly kind: 'today' | 'yesterday' | 'week' | 'month' }
  /** `at` lies in it. */
  | { readonly kind: 'calendarMonth'; readonly at: number };

export interface Group {
  readonly key: string;
  readonly period: Period;
  readonly conversations: readonly Conversation[];
}

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

/** Puts conversations, newest first, under the times they belong to. */
export function groups(conversations: readonly Conversation[], now: number): readonly Group[] {
  const all: { key: string; period: Period; conversations: Conversation[] }[] = [];
  for (const conversation of conversations) {
    const [key, period] = periodOf(conversation.changedAt, now);
    const last = all.at(-1);
    if (last?.key === key) last.conversations.push(conversation);
    else all.push({ key, period, conversations: [conversation] });
  }
  return all;
}

function periodOf(at: number, now: number): readonly [string, Period] {
  const days = daysBetween(at, now);
  // A clock that was put back makes a future: to whoever looks it is today.
  if (days <= 0) return named('today');
  if (days === 1) return named('yesterday');
  if (days <= WEEK_DAYS) return named('week');
  if (days <= MONTH_DAYS) return named('month');
  const date = new Date(at);
  return [`${date.getFullYear()}-${date.getMonth()}`, { kind: 'calendarMonth', at }];
}

function named(kind: 'today' | 'yesterday' | 'week' | 'month'): readonly [string, Period] {
  return [kind, { kind }];
}

/** How many midnights lie between; days of 23 and 25 hours count as one. */
function daysBetween(at: number, now: number): number {
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
