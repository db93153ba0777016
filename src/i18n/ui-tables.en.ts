/** Words of the page: the tables pane. */
export const tablesEn = {
  tablesPane: {
    noReads: 'Nothing is looked up in this event.',
    won: 'won',
    miss: 'no entry',
    query: 'asked for',
    others: (n: number) => (n === 1 ? '1 other row' : `${n} other rows`),
    fate: {
      mismatch: (bit: number) => `differs at bit ${bit}`,
      shorter: (by: number) => `shorter by ${by} bit${by === 1 ? '' : 's'}`,
      metric: (metric: number, winner: number) => `metric ${metric} > ${winner}`,
      'later-table': (table: string) => `table ${table} is asked later`,
    },
    node: (name: string) => `on ${name}`,
  },
};
