import { useEffect, useState } from 'react';

/** How much more of a text is drawn in one go, so that a long one that is there at once freezes nothing. */
const STRETCH_CHARS = 32_768;

/** A text from its beginning: at first a stretch of it, and a stretch more in each task that follows. */
export function useInStretches(text: string): string {
  const [room, setRoom] = useState(STRETCH_CHARS);
  const behind = text.length > room;
  // What arrives piece by piece always finds room.
  const scarce = text.length + STRETCH_CHARS / 2 > room;
  useEffect(() => {
    if (!scarce) return;
    const timer = setTimeout(() => setRoom(room + STRETCH_CHARS));
    return () => clearTimeout(timer);
  }, [scarce, room]);
  return behind ? text.slice(0, room) : text;
}
