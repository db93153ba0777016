export type Graph = Readonly<
  Record<string, { readonly imports?: readonly string[]; readonly fetches?: readonly string[] }>
>;

/** Looks modules up as the bundler does: with who imports them. */
export function lookIn(graph: Graph) {
  const by = (id: string, kind: 'imports' | 'fetches'): string[] =>
    Object.keys(graph).filter((one) => graph[one]?.[kind]?.includes(id));
  return (id: string) => {
    const module = graph[id];
    if (module === undefined) return null;
    const [importedIds, dynamicallyImportedIds] = [module.imports ?? [], module.fetches ?? []];
    return { importedIds, dynamicallyImportedIds, importers: by(id, 'imports'), dynamicImporters: by(id, 'fetches') };
  };
}
