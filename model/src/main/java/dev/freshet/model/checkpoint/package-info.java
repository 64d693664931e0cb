/** Checkpoints: a model as named blocks and as a PyTorch state_dict. */
package dev.freshet.model.checkpoint;
