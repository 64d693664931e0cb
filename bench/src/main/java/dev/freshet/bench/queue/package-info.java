/** What a timer or a waiting request of the streams app costs, with few and with many of them open. */
package dev.freshet.bench.queue;
