import type { Nodes, Root } from 'mdast';

/**
 * A tree as bytes, with nothing but what is needed to write it: thousands of trees are too large to hold, and only
 * plain data crosses threads. Of where its nodes stood, the first line stays.
 */
export function packed(root: Root): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(bare(root)));
}

/** The tree in `bytes`, for whoever asks to change as they like. */
export function unpacked(bytes: Uint8Array): Root {
  const root: Root = JSON.parse(new TextDecoder().decode(bytes));
  return root;
}

function bare(node: Nodes): object {
  const { data: _, position, ...rest } = node;
  return {
    ...rest,
    ...(position && { position: { start: { line: position.start.line } } }),
    ...('children' in node && { children: node.children.map(bare) }),
  };
}
