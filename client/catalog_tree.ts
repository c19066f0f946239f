import {
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type ProviderResult,
  type TreeDataProvider,
} from 'vscode';
import type { Link } from './link.ts';
import type { Catalog, CatalogColumn, CatalogFlow, CatalogRelation, Definition } from './protocol.ts';

/** A line of the tree. */
export interface Entry {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon: ThemeIcon;
  /** Chooses the menu: `flow`, `table`, `view`. */
  readonly context?: string;
  readonly definition?: Definition;
  readonly open?: boolean;
  readonly children: readonly Entry[];
}

/** What exists after all files: databases with tables and views, and the flows between them. */
export class CatalogTree implements TreeDataProvider<Entry> {
  private readonly link: Link;
  private readonly changes = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;

  constructor(link: Link) {
    this.link = link;
    link.onChange(() => this.changes.fire());
  }

  getTreeItem(entry: Entry): TreeItem {
    const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
    const item = new TreeItem(entry.label, entry.children.length === 0 ? None : entry.open === true ? Expanded : Collapsed);
    item.iconPath = entry.icon;
    if (entry.description !== undefined) item.description = entry.description;
    if (entry.tooltip !== undefined) item.tooltip = entry.tooltip;
    if (entry.context !== undefined) item.contextValue = entry.context;
    item.accessibilityInformation = { label: [entry.label, entry.description].filter(part => part !== undefined).join(', ') };
    if (entry.definition !== undefined) {
      item.command = { title: 'Go to Definition', command: 'greptime-sql.openDefinition', arguments: [entry.definition] };
    }
    return item;
  }

  getChildren(entry?: Entry): ProviderResult<Entry[]> {
    if (entry !== undefined) return [...entry.children];
    return this.link.catalog().then(rootsOf);
  }
}

/** Databases of every GreptimeDB: nobody misses them while they are empty. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['public', 'information_schema', 'greptime_private']);

function rootsOf(catalog: Catalog): Entry[] {
  const flows = catalog.flows.map(toFlow);
  const databases = catalog.databases
    .filter(({ name, relations }) => relations.length > 0 || !ALWAYS_THERE.has(name))
    .map(({ name, relations }): Entry => ({
      label: name,
      description: 'database',
      icon: new ThemeIcon('database'),
      open: name === 'public' || catalog.databases.length === 1,
      children: relations.map(toRelation),
    }));
  if (flows.length === 0) return databases;
  const pending = catalog.flows.filter(({ state }) => state === 'pending').length;
  return [
    {
      label: 'Flows',
      icon: new ThemeIcon('type-hierarchy'),
      open: true,
      children: flows,
      ...(pending > 0 ? { description: `${pending} pending` } : {}),
    },
    ...databases,
  ];
}

function toFlow(flow: CatalogFlow): Entry {
  const isPending = flow.state === 'pending';
  return {
    label: flow.name,
    description: flow.assumed === true ? 'not certain' : flow.state,
    tooltip: tooltipOf(flow),
    icon:
      flow.assumed === true
        ? new ThemeIcon('question')
        : isPending
          ? new ThemeIcon('clock', new ThemeColor('list.warningForeground'))
          : new ThemeIcon('play-circle', new ThemeColor('testing.iconPassed')),
    context: 'flow',
    ...(flow.definition === undefined ? {} : { definition: flow.definition }),
    children: [
      ...flow.sources.map((source): Entry => {
        const isMissing = flow.missing.includes(source);
        return {
          label: source,
          description: isMissing ? 'source, missing' : 'source',
          icon: isMissing ? new ThemeIcon('circle-slash', new ThemeColor('list.warningForeground')) : new ThemeIcon('arrow-left'),
          children: [],
        };
      }),
      { label: flow.sink, description: 'sink', icon: new ThemeIcon('arrow-right'), children: [] },
    ],
  };
}

function tooltipOf({ name, state, mode, assumed, missing, sink }: CatalogFlow): string {
  if (assumed === true) return `Whether ${name} exists hangs on objects that no file creates (${mode})`;
  return state === 'pending' ? `${name} waits for ${missing.join(', ')}: nothing starts it later` : `${name} writes ${sink} (${mode})`;
}

function toRelation(relation: CatalogRelation): Entry {
  return {
    label: relation.name,
    // The icon says that it is a table.
    description: relation.createdByFlow === undefined ? relation.kind : `sink of ${relation.createdByFlow}`,
    icon: new ThemeIcon(relation.kind === 'view' ? 'eye' : 'table'),
    context: relation.kind,
    ...(relation.definition === undefined ? {} : { definition: relation.definition }),
    children: [
      ...relation.columns.map(toColumn),
      ...relation.writers.map((name): Entry => ({
        label: name,
        description: 'writes it',
        icon: new ThemeIcon('arrow-right'),
        children: [],
      })),
      ...relation.readers.map((name): Entry => ({ label: name, description: 'reads it', icon: new ThemeIcon('arrow-left'), children: [] })),
    ],
  };
}

const ROLE_ICONS = { 'time index': 'clock', 'primary key': 'key' } as const;

function toColumn({ name, type, role }: CatalogColumn): Entry {
  return {
    label: name,
    description: role === undefined ? type : `${type}, ${role}`,
    icon: new ThemeIcon(role === undefined ? 'symbol-field' : ROLE_ICONS[role]),
    children: [],
  };
}
