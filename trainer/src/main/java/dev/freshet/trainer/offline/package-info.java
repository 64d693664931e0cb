/**
 * Offline training: builds a dataset from a log, trains models on it epoch by epoch, and evaluates them on its last part.
 * Files, settings and seed alone decide the result.
 */
package dev.freshet.trainer.offline;
