/**
 * Models as files. {@link dev.freshet.model.file.SavedModel} is a safetensors file with its vocabulary, {@link
 * dev.freshet.model.file.PyTorchExchange} moves weights to and from PyTorch. A failed write leaves no partial file.
 */
package dev.freshet.model.file;
