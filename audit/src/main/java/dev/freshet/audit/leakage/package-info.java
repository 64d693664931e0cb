/**
 * The leakage audit checks that examples and evaluations in the topics hold nothing that their requests could not have
 * known.
 */
package dev.freshet.audit.leakage;
