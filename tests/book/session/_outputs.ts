import type { Output } from "../../../book/session/protocol.ts";

/** Adds an output to a cell's as a page shows it: one that was updated is replaced. */
export function put(output: Output, outputs: Output[]): void {
  if (output.output_type !== "update_display_data") return void outputs.push(output);
  const id = output.transient?.display_id;
  const at = outputs.findIndex((old) => "transient" in old && old.transient?.display_id === id);
  outputs[at] = { ...output, output_type: "display_data" };
}

/** How text is cut into outputs depends on time alone. */
export function joinStreams(outputs: Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (
      output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name
    ) joined[joined.length - 1] = { ...last, text: last.text + output.text };
    else joined.push(output);
  }
  return joined;
}
