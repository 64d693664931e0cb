/** Files of a shop's log: CSV, JSON lines and Parquet, with their columns and rows. */
package dev.freshet.replay.file;
