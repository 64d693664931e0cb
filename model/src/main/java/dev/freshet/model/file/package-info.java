/**
 * Models as files: {@link dev.freshet.model.file.SavedModel} is a safetensors file with its vocabulary, {@link
 * dev.freshet.model.file.PyTorchExchange} moves weights to and from PyTorch. A file is there whole or not at all.
 */
package dev.freshet.model.file;
