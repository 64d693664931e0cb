package dev.freshet.streams.event;

import dev.freshet.schemas.RejectReason;

/** Why a record is rejected, as a code and in words. */
public record Rejection(RejectReason reason, String detail) {}
