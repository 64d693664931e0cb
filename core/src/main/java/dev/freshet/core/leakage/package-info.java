/**
 * Rules against leakage: no training example holds an event that its request could not have seen, and no group is
 * evaluated by a version younger than its request.
 */
package dev.freshet.core.leakage;
