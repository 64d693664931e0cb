/** Serialization of Avro records in Confluent's wire format. */
package dev.freshet.schemas.serde;
