/** The document's selection as seen inside a shadow root; every engine has its own way there. */

export interface SelectionEnds {
  readonly anchor: Node | null;
  readonly focus: Node | null;
  readonly collapsed: boolean;
}

type SelectionRoot = ShadowRoot & { getSelection?(): Selection | null };
type ComposedSelection = Selection & {
  getComposedRanges?(options: { shadowRoots: ShadowRoot[] }): StaticRange[];
};

const NO_SELECTION: SelectionEnds = { anchor: null, focus: null, collapsed: true };

export function selectionIn(root: ShadowRoot): SelectionEnds {
  const own = (root as SelectionRoot).getSelection?.();
  if (own) return { anchor: own.anchorNode, focus: own.focusNode, collapsed: own.isCollapsed };
  const selection = document.getSelection() as ComposedSelection | null;
  if (!selection) return NO_SELECTION;
  const [range] = selection.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
  return range
    ? { anchor: range.startContainer, focus: range.endContainer, collapsed: range.collapsed }
    : {
        anchor: selection.anchorNode,
        focus: selection.focusNode,
        collapsed: selection.isCollapsed,
      };
}
