/**
 * Training on files: a dataset is built from a log; models are trained on it epoch by epoch and evaluated on its last part.
 * Everything is a function of files, settings and seed.
 */
package dev.freshet.trainer.offline;
