/** Files of a shop's log (CSV, JSON lines, Parquet), their columns and their rows. */
package dev.freshet.replay.file;
