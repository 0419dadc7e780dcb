import type { ToolCall } from '../stream/answer';
import { ToolCallView } from './ToolCallView';

interface Props {
  readonly calls: readonly ToolCall[];
  /** More may come of the last one. */
  readonly live: boolean;
}

/** The tools that a reply calls, in order. */
export function ToolCalls({ calls, live }: Props) {
  return calls.map((call, index) => (
    <ToolCallView
      key={call.id || index}
      name={call.name}
      text={call.arguments}
      live={live && index === calls.length - 1}
    />
  ));
}
