package dev.freshet.streams.event;

import dev.freshet.schemas.RejectReason;

/** Why a record is rejected, as a code and as text. */
public record Rejection(RejectReason reason, String detail) {}
