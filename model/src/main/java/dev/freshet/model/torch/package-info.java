/** libtorch: operations that DJL lacks or hides, the device, and memory that libtorch allocates. */
package dev.freshet.model.torch;
