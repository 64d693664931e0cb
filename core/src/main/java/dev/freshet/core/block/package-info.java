/** The unit in which models and trainer state are stored and sent. */
package dev.freshet.core.block;
