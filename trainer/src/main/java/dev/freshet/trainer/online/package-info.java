/**
 * The online training loop. It evaluates, trains and publishes from one ordered stream, and restores its state after a
 * restart.
 */
package dev.freshet.trainer.online;
