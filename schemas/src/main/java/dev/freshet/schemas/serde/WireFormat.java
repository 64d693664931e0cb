package dev.freshet.schemas.serde;

/** Confluent's framing: {@link #MAGIC}, big-endian int32 schema id, Avro body. */
public final class WireFormat {

    static final byte MAGIC = 0;

    /** Bytes before the Avro body. They depend on the registry, so comparisons of records leave them out. */
    public static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}
}
