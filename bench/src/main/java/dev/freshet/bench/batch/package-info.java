/** The batches that are measured: of the reference's bench or generated, read, checked and made into examples. */
package dev.freshet.bench.batch;
