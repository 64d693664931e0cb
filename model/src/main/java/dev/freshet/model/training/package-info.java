/** The training step: forward pass, backward pass, AdamW, and a warm start from another model's weights. */
package dev.freshet.model.training;
