package dev.freshet.streams;

import dev.freshet.schemas.RejectReason;

/** Why a record is not accepted, for a program and in words. */
record Rejection(RejectReason reason, String detail) {}
