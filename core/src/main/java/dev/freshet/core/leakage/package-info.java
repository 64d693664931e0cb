/**
 * Rules against leakage: no training example holds what its request could not have known, and no version newer than a
 * request evaluates its group.
 */
package dev.freshet.core.leakage;
