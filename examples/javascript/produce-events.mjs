// Sends events of customers to user-events, then requests a ranking for each:
//   node produce-events.mjs [CUSTOMERS]
import { encoder, producer } from './freshet.mjs';

const customers = Number(process.argv[2] ?? 3);
const products = Array.from({ length: 12 }, (_, i) => `product-${i}`);
const now = Date.now();

const event = await encoder('user-events', 'UserEvent');
const request = await encoder('score-requests', 'ScoreRequest');
const sender = producer();
await sender.connect();

/** A record with the customer as key and the event's time. The producer derives the partition from the key. */
const message = async (encode, record) => ({
  key: record.user_id,
  timestamp: String(record.timestamp),
  value: await encode(record),
});

const events = [];
const requests = [];
for (let c = 0; c < customers; c++) {
  const user_id = `customer-${c}`;
  const page = { user_id, source_type: 'search', request_id: `page-${user_id}-${now}` };
  const act = (action_type, product_id, timestamp, request_id) =>
    message(event, { ...page, product_id, action_type, timestamp, request_id, event_id: `${now}-${c}-${events.length}` });
  for (const product of products) {
    events.push(await act('VIEW', product, now - 60_000, page.request_id));
  }
  events.push(await act('CLICK', products[c % products.length], now - 50_000, page.request_id));
  events.push(await act('CART_UPDATE', products[c % products.length], now - 40_000, page.request_id));
  events.push(await act('PURCHASE', products[c % products.length], now - 30_000, null));
  requests.push(await message(request, {
    request_id: `rank-${user_id}-${now}`, user_id, source_type: 'search', timestamp: now, candidates: products, top_k: 5,
  }));
}
await sender.send({ topic: 'user-events', acks: -1, messages: events });
await sender.send({ topic: 'score-requests', acks: -1, messages: requests });
await sender.disconnect();
console.log(`sent ${events.length} events and ${requests.length} requests`);
