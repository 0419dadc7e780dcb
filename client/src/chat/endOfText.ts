/** Controls that stand behind a text are none of it. */
const NO_TEXT = 'button, [aria-hidden="true"], [hidden]';

/** Where the last character of what an element shows is, on the screen. */
export function endOfText(element: Element): DOMRect | undefined {
  const text = lastText(element);
  const length = text?.data.trimEnd().length ?? 0;
  if (!text || length === 0) return undefined;
  const range = document.createRange();
  range.setStart(text, length - 1);
  range.setEnd(text, length);
  const boxes = range.getClientRects?.();
  return boxes?.[boxes.length - 1];
}

function lastText(node: Node): Text | undefined {
  if (node instanceof Text) return node.data.trim() === '' ? undefined : node;
  if (node instanceof Element && node.matches(NO_TEXT)) return undefined;
  for (let child = node.lastChild; child; child = child.previousSibling) {
    const text = lastText(child);
    if (text) return text;
  }
  return undefined;
}
