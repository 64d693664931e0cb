package dev.freshet.embedded;

import org.apache.avro.Schema;

/** One version of a subject. Versions count from 1. Equal schemas have the same id in all subjects. */
record RegisteredSchema(String subject, int version, int id, Schema schema) {}
