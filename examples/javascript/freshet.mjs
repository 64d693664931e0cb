// Shared by both examples: the addresses of Kafka and the schema registry, and records in Confluent's wire format.
import { readFileSync } from 'node:fs';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';

const SCHEMAS = new URL('../../schemas/src/main/avro/', import.meta.url);

export const kafka = new Kafka({
  clientId: 'freshet-javascript',
  brokers: (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092').split(','),
  logLevel: logLevel.ERROR,
});

export const registry = new SchemaRegistryClient({
  baseURLs: [process.env.SCHEMA_REGISTRY_URL ?? 'http://localhost:8081'],
  createAxiosDefaults: { timeout: 10_000 },
});

/** Uses Java's partitioner, murmur2 of the key: a customer's records must be in that partition. */
export const producer = () => kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });

/** The schema in NAME.avsc, with the definitions of the types that it names. */
function schema(name) {
  const parse = (file) => JSON.parse(readFileSync(new URL(`${file}.avsc`, SCHEMAS), 'utf8'));
  const record = parse(name);
  for (const field of record.fields) {
    if (typeof field.type === 'string' && field.type.startsWith(`${record.namespace}.`)) {
      field.type = parse(field.type.slice(record.namespace.length + 1));
    }
  }
  return record;
}

/** Registers a record's schema for a topic and returns a function that encodes its records. */
export async function encoder(topic, name) {
  const record = schema(name);
  const subjectNameStrategy = () => `${topic}-${record.namespace}.${name}`;
  const id = await registry.register(subjectNameStrategy(), { schemaType: 'AVRO', schema: JSON.stringify(record) });
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useSchemaId: id, subjectNameStrategy });
  return (value) => serializer.serialize(topic, value);
}

/** Returns a function that decodes records with their writer's schemas. */
export function decoder(topic, name) {
  const subjectNameStrategy = () => `${topic}-dev.freshet.schemas.${name}`;
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, { subjectNameStrategy });
  return (bytes) => deserializer.deserialize(topic, bytes);
}
