interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP_PX = 4;
const MARGIN_PX = 8;

/** Where a menu's left upper corner goes: under what opened it, over it where there is no room. */
export function placeMenu(opener: Box, menu: Size, view: Size, align: 'start' | 'end') {
  const below = opener.bottom + GAP_PX;
  const above = opener.top - GAP_PX - menu.height;
  const fitsBelow = below + menu.height <= view.height - MARGIN_PX;
  const top = fitsBelow || above < MARGIN_PX ? below : above;
  const left = align === 'start' ? opener.left : opener.right - menu.width;
  return {
    left: within(left, view.width - menu.width - MARGIN_PX),
    top: within(top, view.height - menu.height - MARGIN_PX),
  };
}

function within(value: number, most: number): number {
  return Math.max(MARGIN_PX, Math.min(value, most));
}
