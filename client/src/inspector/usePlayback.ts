import { useEffect, useRef, useState } from 'react';
import type { Ticks } from '../stream/Ticks';
import { advance, beginAt, type Speed } from './playback';

/** A replay that goes by itself, from where it is to the end. */
export interface Playback {
  readonly playing: boolean;
  readonly speed: Speed;
  readonly play: () => void;
  readonly hold: () => void;
  readonly choose: (speed: Speed) => void;
}

export function usePlayback(ticks: Ticks, at: number, show: (pieces: number) => void): Playback {
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>('original');
  const latest = useRef({ ticks, at, show });

  useEffect(() => {
    latest.current = { ticks, at, show };
  });

  useEffect(() => {
    if (!playing) return;
    let head = beginAt(latest.current.ticks, latest.current.at);
    let before: number | undefined;
    let frame = requestAnimationFrame(function step(now) {
      const { ticks, show } = latest.current;
      const { pieces } = head;
      head = advance(ticks, head, now - (before ?? now), speed);
      if (before === undefined || head.pieces !== pieces) show(head.pieces);
      before = now;
      if (head.pieces >= ticks.length) setPlaying(false);
      else frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, speed]);

  return {
    playing,
    speed,
    play: () => setPlaying(true),
    hold: () => setPlaying(false),
    choose: setSpeed,
  };
}
