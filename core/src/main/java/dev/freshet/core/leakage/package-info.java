/**
 * Rules against leakage: no training example holds what its request could not have known, and no group is evaluated by
 * a version younger than its request.
 */
package dev.freshet.core.leakage;
