/** The document's selection as seen inside a shadow root; every engine has its own way there. */
import type { Boundary } from './cell-range.js';

/** Both are absent when nothing is selected. */
export interface SelectionEnds {
  readonly anchor: Boundary | undefined;
  readonly focus: Boundary | undefined;
}

type SelectionRoot = ShadowRoot & { getSelection?(): Selection | null };
type ComposedSelection = Selection & {
  /** Before Safari 18 the roots are the arguments themselves. */
  getComposedRanges?(options: { shadowRoots: ShadowRoot[] } | ShadowRoot): StaticRange[];
};

const NONE: SelectionEnds = { anchor: undefined, focus: undefined };

export function selectionIn(root: ShadowRoot): SelectionEnds {
  const own = (root as SelectionRoot).getSelection?.();
  // Where the page's selection starts outside, the root has none, though it may end inside.
  if (own?.rangeCount) return endsOf(own);
  const selection: ComposedSelection | null = root.ownerDocument.getSelection();
  if (!selection) return NONE;
  const range = composedRange(selection, root);
  if (!range) return own ? NONE : endsOf(selection);
  if (range.collapsed) return NONE;
  return {
    anchor: [range.startContainer, range.startOffset],
    focus: [range.endContainer, range.endOffset],
  };
}

/** Selects from one boundary to the other; nothing, when there are none. */
export function select(
  root: ShadowRoot,
  anchor: Boundary | undefined,
  focus: Boundary | undefined,
): void {
  const selection = (root as SelectionRoot).getSelection?.() ?? root.ownerDocument.getSelection();
  if (anchor && focus) selection?.setBaseAndExtent(...anchor, ...focus);
  else selection?.removeAllRanges();
}

function endsOf(selection: Selection): SelectionEnds {
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = selection;
  if (isCollapsed || !anchorNode || !focusNode) return NONE;
  return { anchor: [anchorNode, anchorOffset], focus: [focusNode, focusOffset] };
}

function composedRange(selection: ComposedSelection, root: ShadowRoot): StaticRange | undefined {
  try {
    return selection.getComposedRanges?.({ shadowRoots: [root] })[0];
  } catch {
    return selection.getComposedRanges?.(root)[0];
  }
}
