/** The Avro records that cross a process boundary, generated from {@code src/main/avro}. */
package dev.freshet.schemas;
