/** The page as the browser hands it to assistive technology. */
import type { CDPSession, Page, Protocol } from 'puppeteer-core';

export interface AxNode {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** `focused`, `busy`, `live` and so on, where they are set. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly children: readonly AxNode[];
  /** Attributes of the element it stands for; only what the tree itself does not tell. */
  attributes(): Promise<Readonly<Record<string, string>>>;
}

const sessions = new WeakMap<Page, CDPSession>();

async function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  return session;
}

/** The tree at this moment, without what is ignored. */
export async function accessibilityTree(page: Page): Promise<AxNode> {
  const session = await sessionOf(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const [root] = nodes;
  if (!root) throw new Error('The page has no accessibility tree.');
  return { ...read(root, byId, session), role: 'page' };
}

type RawNodes = ReadonlyMap<string, Protocol.Accessibility.AXNode>;

function read(node: Protocol.Accessibility.AXNode, byId: RawNodes, session: CDPSession): AxNode {
  const text = (value?: Protocol.Accessibility.AXValue): string => String(value?.value ?? '');
  const properties = (node.properties ?? []).map(({ name, value }) => [name, value.value]);
  return {
    role: text(node.role),
    name: text(node.name),
    description: text(node.description),
    properties: Object.fromEntries(properties) as Record<string, unknown>,
    children: childrenOf(node, byId).map((child) => read(child, byId, session)),
    async attributes() {
      const { node: element } = await session.send('DOM.describeNode', {
        backendNodeId: node.backendDOMNodeId!,
      });
      const flat = element.attributes ?? [];
      return Object.fromEntries(
        flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1]!]] : [])),
      );
    },
  };
}

/** What is ignored, and what only lays out, gives its place to its children. */
function childrenOf(
  node: Protocol.Accessibility.AXNode,
  byId: RawNodes,
): Protocol.Accessibility.AXNode[] {
  return (node.childIds ?? [])
    .flatMap((id) => byId.get(id) ?? [])
    .filter((child) => child.role?.value !== 'InlineTextBox')
    .flatMap((child) => {
      const through = child.ignored || ['generic', 'none'].includes(String(child.role?.value));
      return through ? childrenOf(child, byId) : [child];
    });
}

/** Every node of a role below this one, in reading order. */
export const allOf = (node: AxNode, role: string): AxNode[] =>
  node.children.flatMap((child) => [
    ...(child.role === role ? [child] : []),
    ...allOf(child, role),
  ]);

export function oneOf(node: AxNode, role: string, name?: string): AxNode {
  const found = allOf(node, role).filter((each) => name === undefined || each.name === name);
  if (found.length !== 1) throw new Error(`${found.length} of role ${role}, not one.`);
  return found[0]!;
}

/** What has focus: the innermost node that says so. */
export function focusedIn(node: AxNode): AxNode | undefined {
  for (const child of node.children) {
    const found = focusedIn(child);
    if (found) return found;
  }
  return node.properties['focused'] === true && node.role !== 'page' ? node : undefined;
}

/** What is read out, in order, when everything below is read. */
export const readOut = (node: AxNode): string[] =>
  node.children.length === 0
    ? [node.name].filter(Boolean)
    : ['button', 'link', 'image'].includes(node.role)
      ? [node.name]
      : node.children.flatMap(readOut);
