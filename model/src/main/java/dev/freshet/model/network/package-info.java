/**
 * The network: a causal transformer over a customer's history, the heads that score items from its states, and their
 * parameters under the names of the reference's state_dict.
 */
package dev.freshet.model.network;
