import type { Language } from './words';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const KIB = 1024;

/** How one language writes times, durations, sizes and numbers. */
export interface Formats {
  /** `14:02`; with its date where that is not today's: `3 Nov, 14:02`; another year's, with the year. */
  readonly time: (at: number, now?: number) => string;
  /** `August`; another year's: `August 2025`. */
  readonly month: (at: number, now?: number) => string;
  /** `640 ms` · `1.8 s` · `2 min 5 s` · `3 h 20 min` */
  readonly duration: (millis: number) => string;
  /** `512 B` · `1.5 KB` · `12 MB`, in steps of 1024. */
  readonly bytes: (bytes: number) => string;
  /** `12,345`; with up to so many digits after the point. */
  readonly number: (value: number, digits?: number) => string;
}

const units = {
  en: { ms: ' ms', s: ' s', min: ' min', h: ' h', between: ' ' },
  zh: { ms: ' 毫秒', s: ' 秒', min: ' 分', h: ' 小时', between: ' ' },
} as const;

const made = new Map<Language, Formats>();

/** The formats of a language, made once. */
export function formatsOf(language: Language): Formats {
  const there = made.get(language);
  if (there) return there;
  const formats = make(language);
  made.set(language, formats);
  return formats;
}

function make(language: Language): Formats {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const dates = (options: Intl.DateTimeFormatOptions) =>
    firstUsed(() => new Intl.DateTimeFormat(locale, options));
  const clock = dates({ hour: '2-digit', minute: '2-digit' });
  const month = language === 'zh' ? 'long' : 'short';
  const shortDay = dates({ day: 'numeric', month });
  const shortDate = dates({ day: 'numeric', month, year: 'numeric' });
  const monthAlone = dates({ month: language === 'zh' ? 'short' : 'long' });
  const monthOfYear = dates({ month: 'long', year: 'numeric' });
  const digits = [0, 1, 2, 3].map((most) =>
    firstUsed(() => new Intl.NumberFormat(locale, { maximumFractionDigits: most })),
  );
  const unit = units[language];

  const number = (value: number, most = 0) =>
    (digits[most]?.() ?? new Intl.NumberFormat(locale)).format(value);

  const pair = (whole: number, large: string, rest: number, small: string) =>
    rest === 0
      ? `${number(whole)}${large}`
      : `${number(whole)}${large}${unit.between}${number(rest)}${small}`;

  const duration = (millis: number) => {
    const whole = Math.round(Math.max(0, millis));
    if (whole < SECOND) return `${whole}${unit.ms}`;
    if (whole < 10 * SECOND) return `${number(Math.floor(whole / 100) / 10, 1)}${unit.s}`;
    const seconds = Math.floor(whole / SECOND);
    if (whole < MINUTE) return `${seconds}${unit.s}`;
    if (whole < HOUR) return pair(Math.floor(seconds / 60), unit.min, seconds % 60, unit.s);
    return pair(Math.floor(whole / HOUR), unit.h, Math.floor((whole % HOUR) / MINUTE), unit.min);
  };

  const bytes = (size: number) => {
    if (size < KIB) return `${number(size)} B`;
    if (size < KIB * KIB) return scaled(size / KIB, 'KB');
    return scaled(size / KIB / KIB, 'MB');
  };
  const scaled = (value: number, name: string) => `${number(value, value < 10 ? 1 : 0)} ${name}`;

  return {
    time: (at, now = Date.now()) => {
      const hour = clock().format(at);
      if (sameDay(at, now)) return hour;
      const date = (sameYear(at, now) ? shortDay : shortDate)().format(at);
      return language === 'zh' ? `${date} ${hour}` : `${date}, ${hour}`;
    },
    month: (at, now = Date.now()) => (sameYear(at, now) ? monthAlone : monthOfYear)().format(at),
    duration,
    bytes,
    number,
  };
}

/** To make one takes longer than to draw a paragraph, and few are used. */
function firstUsed<Format>(make: () => Format): () => Format {
  let format: Format | undefined;
  return () => {
    format ??= make();
    return format;
  };
}

function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

function sameYear(one: number, other: number): boolean {
  return new Date(one).getFullYear() === new Date(other).getFullYear();
}
