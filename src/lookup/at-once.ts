const most = 8;

/** Does something for each item, for a few at a time. */
export async function atOnce<T>(items: readonly T[], act: (item: T, at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const workers = Array.from({ length: Math.min(most, items.length) }, async () => {
    while (next < items.length) {
      const at = next++;
      await act(items[at]!, at);
    }
  });
  await Promise.all(workers);
}
