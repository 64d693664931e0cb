/** The batches to measure: generates or reads them, checks them, and converts them into examples. */
package dev.freshet.bench.batch;
