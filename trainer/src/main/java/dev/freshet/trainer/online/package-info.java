/**
 * The online training loop: it evaluates, trains and publishes from one ordered stream, and restores its state after a
 * restart.
 */
package dev.freshet.trainer.online;
