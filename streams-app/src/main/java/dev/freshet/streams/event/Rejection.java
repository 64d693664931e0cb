package dev.freshet.streams.event;

import dev.freshet.schemas.RejectReason;

/** Why a record is not accepted, for a program and in words. */
public record Rejection(RejectReason reason, String detail) {}
