import { useQuery } from '@tanstack/react-query';
import { read } from './ask.ts';
import type { OrderHits } from './shapes.ts';

/** As many as the desk counts at once. */
const AT_ONCE = 200;

/** Reads how many hits the questions of orders have, and how many of those that wait were made since an instant. */
export function useOrderHits(orderIds: readonly string[], since?: string | undefined) {
  return useQuery({
    queryKey: ['hit-counts', 'of-orders', orderIds, since],
    enabled: orderIds.length > 0,
    retry: false,
    async queryFn({ signal }): Promise<OrderHits['items']> {
      const items: OrderHits['items'] = [];
      for (let from = 0; from < orderIds.length; from += AT_ONCE) {
        const asked = { orderIds: orderIds.slice(from, from + AT_ONCE).join(','), since };
        items.push(...(await read<OrderHits>('/hits/counts', asked, signal)).items);
      }
      return items;
    },
  });
}
