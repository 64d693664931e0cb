/**
 * The ranking network on DJL PyTorch: embedding tables, losses, optimizer, training step, blocks that carry a version
 * through a log, and the model that serves it. Names of parameters are those of the reference's state_dict.
 */
package dev.freshet.model;
