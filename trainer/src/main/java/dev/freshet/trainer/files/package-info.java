/**
 * Models as files, and files that are whole or not there: {@link dev.freshet.trainer.files.SavedModel} is what training
 * leaves, {@link dev.freshet.trainer.files.Exchange} moves weights to and from PyTorch.
 */
package dev.freshet.trainer.files;
