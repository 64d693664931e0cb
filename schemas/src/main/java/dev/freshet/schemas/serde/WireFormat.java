package dev.freshet.schemas.serde;

/** Confluent's framing: {@link #MAGIC}, big-endian int32 schema id, Avro body. */
final class WireFormat {

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}
}
