package dev.freshet.model.batch;

import dev.freshet.core.example.ExampleGroup;

/**
 * A group that a model took a training step on.
 *
 * @param group with live features
 * @param network (C) logits of its C products by the network alone, before the step
 */
@SuppressWarnings("ArrayRecordComponent") // instances are never compared
public record TrainedGroup(ExampleGroup group, float[] network) {}
