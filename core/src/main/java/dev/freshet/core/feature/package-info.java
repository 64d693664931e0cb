/**
 * Live features: what counting knows of a customer and a product at the moment of a request. The same code computes them for
 * training, evaluation and serving.
 */
package dev.freshet.core.feature;
