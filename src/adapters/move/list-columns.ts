// `subscribers.csv` joins a person and the subscription in one line; here is which column is whose.

export interface ListColumn {
  /** The name in the header of the file. */
  readonly name: string;
  readonly table: 'subscribers' | 'subscriptions';
  readonly column: string;
  readonly isInstant: boolean;
}

const renamed: Readonly<Record<string, string>> = {
  'subscribers.id': 'subscriber_id',
  'subscribers.typed': 'email',
  'subscriptions.id': 'subscription_id',
};

/** What a person looks for comes first, the rest by its name. */
const first = [
  'email',
  'state',
  'language',
  'topics',
  'frequency',
  'confirmed_at',
  'unsubscribed_at',
] as const;

const instants = [
  'created_at',
  'requested_at',
  'confirmed_at',
  'unsubscribed_at',
  'first_confirmed_at',
];

/** The columns of the file, in its order, for a store whose tables have these. */
export function listColumns(tables: {
  readonly subscribers: readonly string[];
  readonly subscriptions: readonly string[];
}): readonly ListColumn[] {
  const columns = (['subscribers', 'subscriptions'] as const).flatMap((table) =>
    tables[table]
      .filter((column) => table === 'subscribers' || column !== 'subscriber_id')
      .map((column) => ({
        name: renamed[`${table}.${column}`] ?? column,
        table,
        column,
        isInstant: instants.includes(column),
      })),
  );
  const place = (name: string) => {
    const index = first.findIndex((one) => one === name);
    return index === -1 ? first.length : index;
  };
  return columns.toSorted(
    (one, other) => place(one.name) - place(other.name) || (one.name < other.name ? -1 : 1),
  );
}

/** The columns that a file with this header has; the same ones, whatever store it came from. */
export function columnsOfHeader(header: readonly string[]): readonly ListColumn[] {
  const own = { subscribers: ['id', 'typed', 'mailbox', 'address_key', 'created_at'] };
  const ofPeople = new Map(
    listColumns({ ...own, subscriptions: [] }).map((one) => [one.name, one]),
  );
  return header.map(
    (name) =>
      ofPeople.get(name) ?? {
        name,
        table: 'subscriptions',
        column: name === 'subscription_id' ? 'id' : name,
        isInstant: instants.includes(name),
      },
  );
}
