// Prints answers as they arrive, and ends after ANSWERS of them:
//   node consume-scores.mjs [ANSWERS]
import { decoder, kafka } from './freshet.mjs';

const wanted = Number(process.argv[2] ?? Infinity);
const decode = decoder('scores', 'Scores');
const consumer = kafka.consumer({ groupId: `freshet-javascript-${process.pid}` });
await consumer.connect();
await consumer.subscribe({ topic: 'scores', fromBeginning: true });

let printed = 0;
let done;
const enough = new Promise((resolve) => { done = resolve; });
process.once('SIGINT', done);
await consumer.run({
  eachMessage: async ({ partition, message }) => {
    const scores = await decode(message.value);
    const best = scores.items.map((item) => `${item.product_id}=${item.score.toFixed(3)}`).join(' ');
    const note = scores.degraded === null ? '' : ` (${scores.degraded})`;
    console.log(`${scores.request_id} partition ${partition} history ${scores.history_length}${note}: ${best}`);
    if (++printed >= wanted) {
      done();
    }
  },
});
await enough;
await consumer.disconnect();
