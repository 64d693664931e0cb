/** Operations of libtorch that DJL does not reach, as one TorchScript module that is built from its source text. */
package dev.freshet.model.torch;
