/** Conversion between core records and Avro records. */
package dev.freshet.schemas.codec;
