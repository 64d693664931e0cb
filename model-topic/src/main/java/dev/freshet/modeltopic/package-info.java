/**
 * How a model version travels through topics {@code model} and {@code trainer-state}: blocks, manifests, publications, and
 * readers that assemble a version.
 */
package dev.freshet.modeltopic;
