/** Files of a shop's log: CSV, JSON lines and Parquet, their columns, and the rows in them. */
package dev.freshet.replay.file;
