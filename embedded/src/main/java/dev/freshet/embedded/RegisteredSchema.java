package dev.freshet.embedded;

import org.apache.avro.Schema;

/** One version of a subject. Versions count from 1; equal schemas have one id under all subjects. */
record RegisteredSchema(String subject, int version, int id, Schema schema) {}
